"""A mail server (aiosmtpd) that takes mail after STARTTLS and a login only, and prints what it gets.

mail-server.py PORT CERTIFICATE KEY USER PASSWORD
"""
import signal
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, certificate, key, user, password = sys.argv[1:]


class Printing:
    async def handle_DATA(self, server, session, envelope):
        print("secured:", session.ssl["cipher"][1], flush=True)
        print("for:", *envelope.rcpt_tos, flush=True)
        print(envelope.content.decode(), flush=True)
        print("taken", flush=True)
        return "250 ok"


def login(server, session, envelope, mechanism, data):
    given = (data.login.decode(), data.password.decode())
    print("login:", *given, flush=True)
    return AuthResult(success=given == (user, password))


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate, key)
controller = Controller(
    Printing(), hostname="127.0.0.1", port=int(port), tls_context=tls, require_starttls=True, auth_required=True, auth_require_tls=True, authenticator=login)
controller.start()
print("listening", flush=True)
signal.pause()
