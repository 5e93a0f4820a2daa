"""Twisted's IMAP, POP3 and ESMTP in every set-up of mailtls that they have an option for; server.ts says which port is which."""

import io
import sys

from twisted.cred.checkers import AllowAnonymousAccess, InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import defer, protocol, reactor, ssl
from twisted.mail import imap4, pop3, protocols, smtp
from twisted.python import log
from zope.interface import implementer

MAILBOX = b'mailbox@example.org'
MESSAGES = []


@implementer(smtp.IMessage)
class Message:
    """Puts what it is given into the mailbox, which SMTP writes and POP3 reads."""

    def __init__(self):
        self.lines = []

    def lineReceived(self, line):
        self.lines.append(line)

    def eomReceived(self):
        MESSAGES.append(b'\n'.join(self.lines) + b'\n')
        return defer.succeed(None)

    def connectionLost(self):
        self.lines = []


class Delivery(protocols.ESMTPDomainDelivery):
    """Takes mail for the mailbox from anyone who comes that far, and any mail from the account."""

    def validateTo(self, user):
        if bytes(user.dest).lower() != MAILBOX and not self.user:
            raise smtp.SMTPBadRcpt(user)
        return Message


class Inbox(pop3.Mailbox):
    def listMessages(self, index=None):
        sizes = [len(message) for message in MESSAGES]
        return sizes if index is None else sizes[index]

    def getMessage(self, index):
        return io.BytesIO(MESSAGES[index])

    def getUidl(self, index):
        return b'%d' % index


@implementer(IRealm)
class Realm:
    def requestAvatar(self, avatar, mind, *interfaces):
        made = {
            imap4.IAccount: lambda: imap4.MemoryAccount('test'),
            pop3.IMailbox: Inbox,
            # a name in bytes is more than its Received field can take
            smtp.IMessageDelivery: lambda: Delivery(None, avatar.decode() if avatar else None, Smtp.domain),
        }
        wanted = next(each for each in interfaces if each in made)
        return wanted, made[wanted](), lambda: None


ACCOUNTS = InMemoryUsernamePasswordDatabaseDontUse(test=b'correct-horse')
PORTAL = Portal(Realm(), [ACCOUNTS])
# port 25 lets anybody in, with mail for the mailbox
PUBLIC = Portal(Realm(), [ACCOUNTS, AllowAnonymousAccess()])

with open('/tls/cert.pem') as cert, open('/tls/key.pem') as key, open('/tls/ca.pem') as ca:
    OWN = ssl.PrivateCertificate.loadPEM(cert.read() + key.read())
    AUTHORITY = ssl.Certificate.loadPEM(ca.read())
TLS = OWN.options()
# asks for a certificate of the authority, and completes no handshake without one
CERTIFIED = OWN.options(AUTHORITY)
# asks for one, and does without
CLIENTS = ssl.CertificateOptions(
    OWN.privateKey.original, OWN.original, verify=True, caCerts=[AUTHORITY.original], requireCertificate=False
)


class Imap(protocol.Factory):
    def __init__(self, mechanisms=None, context=None):
        self.settings = mechanisms, context

    def buildProtocol(self, address):
        made = imap4.IMAP4Server(*self.settings)
        made.portal = PORTAL
        return made


class Pop3(protocol.Factory):
    challengers = {}

    def buildProtocol(self, address):
        made = pop3.POP3()
        made.factory, made.portal = self, PORTAL
        return made


class Smtp(protocols.ESMTPFactory):
    domain = b'mail.example.org'

    def __init__(self, portal, context=None):
        super().__init__(None, portal)
        self.challengers = {b'PLAIN': imap4.PLAINCredentials, b'LOGIN': smtp.LOGINCredentials}
        self.context = context


log.startLogging(sys.stdout)

# imap: default, certificate-required, no-certificate; STARTTLS brings PLAIN and LOGIN with it
reactor.listenTCP(143, Imap(context=TLS))
reactor.listenTCP(1434, Imap(context=CERTIFIED))
reactor.listenTCP(1435, Imap())
MECHANISMS = {b'PLAIN': imap4.PLAINCredentials, b'LOGIN': imap4.LOGINCredentials}
reactor.listenSSL(993, Imap(MECHANISMS), TLS)

# POP3 has no STLS
reactor.listenSSL(995, Pop3(), TLS)

# smtp: default, client-certificates, certificate-required, no-certificate
reactor.listenTCP(25, Smtp(PUBLIC, TLS))
reactor.listenTCP(2503, Smtp(PUBLIC, CLIENTS))
reactor.listenTCP(2504, Smtp(PUBLIC, CERTIFIED))
reactor.listenTCP(2505, Smtp(PUBLIC))

# submission: default, certificate-required, no-certificate; nobody gets in without an account
reactor.listenTCP(587, Smtp(PORTAL, TLS))
reactor.listenTCP(5874, Smtp(PORTAL, CERTIFIED))
reactor.listenTCP(5875, Smtp(PORTAL))
reactor.listenSSL(465, Smtp(PORTAL), TLS)

reactor.run()
