// An SMTP server that speaks with whoever sends mails, and keeps what it gets.

import { EventEmitter, once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail, and what its reader sees who looks at the text alone. */
export type Mail = { to: string; subject: string; text: string };

/** How long a mail may take. */
const PATIENCE_MS = 20_000;

export class Mailbox {
  private readonly waiting: Mail[] = [];
  private readonly arrivals = new EventEmitter();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      // Whoever hangs up in the middle of a sentence has not sent a mail.
      this.converse(socket).catch(() => socket.destroy());
    });
  }

  /** Opens one at any port that is free. */
  static async open(): Promise<Mailbox> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Mailbox(server);
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Takes the first such mail out, once it is there. */
  async take(to: string, subject: string): Promise<Mail> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = this.waiting.findIndex((mail) => mail.to === to && mail.subject === subject);
      if (found >= 0) return this.waiting.splice(found, 1)[0];
      await once(this.arrivals, 'mail', { signal }).catch(() => {
        const there = this.waiting.map((mail) => `“${mail.subject}” to ${mail.to}`).join(', ');
        throw new Error(`no “${subject}” to ${to} came; there is ${there || 'nothing'}`);
      });
    }
  }

  /** Takes the first such mail out, and the one link in it. */
  async takeLink(to: string, subject: string): Promise<string> {
    const { text } = await this.take(to, subject);
    const [link, ...others] = text.match(/https?:\/\/\S+/g) ?? [];
    if (!link || others.length > 0) throw new Error(`not one link: ${text}`);
    return link;
  }

  /** What nobody has taken out, to whom. */
  left(): string[] {
    return this.waiting.map((mail) => `${mail.subject} → ${mail.to}`);
  }

  close(): void {
    this.server.close();
  }

  private async converse(socket: Socket): Promise<void> {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to = '';
    let data: string[] | undefined;
    say('220 mailbox');
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (data && line === '.') {
        this.waiting.push(readable(to, data));
        this.arrivals.emit('mail');
        data = undefined;
        say('250 taken');
      } else if (data) {
        data.push(line.startsWith('.') ? line.slice(1) : line);
      } else if (/^RCPT TO:/i.test(line)) {
        to = /<(.*?)>/.exec(line)?.[1] ?? '';
        say('250 known');
      } else if (/^DATA$/i.test(line)) {
        data = [];
        say('354 go on');
      } else if (/^QUIT$/i.test(line)) {
        socket.end('221 bye\r\n');
      } else {
        say('250 mailbox');
      }
    }
  }
}

/** The headers of a part, by lower-case name, and its body. */
function partOf(lines: string[]): { headers: Map<string, string>; body: string[] } {
  const end = lines.indexOf('');
  const unfolded = lines.slice(0, end).join('\n').replace(/\n[ \t]+/g, ' ');
  const headers = unfolded.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: lines.slice(end + 1) };
}

function readable(to: string, lines: string[]): Mail {
  const mail = partOf(lines);
  const boundary = /boundary="([^"]+)"/.exec(mail.headers.get('content-type') ?? '')?.[1];
  const inner = mail.body.slice(mail.body.indexOf(`--${boundary}`) + 1);
  const plain = partOf(inner.slice(0, inner.indexOf(`--${boundary}`)));
  const coding = plain.headers.get('content-transfer-encoding');
  return { to, subject: inWords(mail.headers.get('subject') ?? ''), text: decoded(plain.body, coding) };
}

/** A header with its encoded words decoded (RFC 2047); between two of them a space means nothing. */
function inWords(header: string): string {
  const joined = header.replace(/\?=\s+=\?utf-8\?b\?/gi, '');
  return joined.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word) => Buffer.from(word, 'base64').toString());
}

function decoded(lines: string[], coding = '7bit'): string {
  if (coding === 'base64') return Buffer.from(lines.join(''), 'base64').toString();
  const text = lines.join('\n');
  if (coding !== 'quoted-printable') return text;
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
