"""aiosmtpd in every set-up of mailtls that it has an option for, one controller each; server.ts says which port is which."""

import signal
import ssl

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

MAILBOX = 'mailbox@example.org'
ACCOUNT = LoginPassword(b'test', b'correct-horse')


class Handler:
    """Takes mail for the mailbox from anyone, and any mail from the account. SMTP itself drops it."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.lower() != MAILBOX and not session.authenticated:
            return '550 5.7.1 Relaying denied'
        envelope.rcpt_tos.append(address)
        return '250 OK'


class CertifiedOnly(Handler):
    """Is asked by SMTP whether the handshake was good enough; where it says no, commands draw 554."""

    def handle_STARTTLS(self, server, session, envelope):
        return bool(session.ssl['peercert'])


def authenticator(server, session, envelope, mechanism, auth_data):
    return AuthResult(success=auth_data == ACCOUNT, handled=False)


def authenticator_inside_tls(server, session, envelope, mechanism, auth_data):
    return AuthResult(success=bool(session.ssl) and auth_data == ACCOUNT, handled=False)


def context(**settings):
    """The context that aiosmtpd's documentation tells to make."""
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain('/tls/cert.pem', '/tls/key.pem')
    for name, value in settings.items():
        setattr(made, name, value)
    return made


TLS = context()
# OPTIONAL, since SMTP warns of REQUIRED: a certificate that was given is verified, and none is for the handler to judge
CLIENTS = context(verify_mode=ssl.CERT_OPTIONAL)
CLIENTS.load_verify_locations('/tls/ca.pem')
OLD = context(minimum_version=ssl.TLSVersion.TLSv1)
OLD.set_ciphers('DEFAULT:@SECLEVEL=0')


def serve(port, handler=Handler(), **options):
    common = {'server_hostname': 'mail.example.org', 'authenticator': authenticator}
    Controller(handler, hostname='0.0.0.0', port=port, **{**common, **options}).start()


# smtp: default, tls-required, cleartext-auth, client-certificates, certificate-required, no-certificate, old-tls
serve(25, tls_context=TLS)
serve(2501, tls_context=TLS, require_starttls=True)
serve(2502, tls_context=TLS, auth_require_tls=False)
serve(2503, tls_context=CLIENTS)
serve(2504, CertifiedOnly(), tls_context=CLIENTS, require_starttls=True)
serve(2505)
serve(2506, tls_context=OLD)

# submission: as above, without client-certificates, since nothing maps a certificate to an account
serve(587, tls_context=TLS, auth_required=True)
serve(5871, tls_context=TLS, auth_required=True, require_starttls=True)
serve(5872, tls_context=TLS, auth_required=True, auth_require_tls=False)
serve(5874, CertifiedOnly(), tls_context=CLIENTS, auth_required=True, require_starttls=True)
serve(5875, auth_required=True)
serve(5876, tls_context=OLD, auth_required=True)
# user-barred: the authenticator can tell whether there is TLS
serve(5877, tls_context=TLS, auth_required=True, auth_require_tls=False, authenticator=authenticator_inside_tls)

# submissions; to auth_require_tls only STARTTLS is TLS, so with it nobody could log in here
serve(465, ssl_context=TLS, auth_required=True, auth_require_tls=False)

signal.pause()
