"""What can go wrong between this computer and a PACS, in words, each with what to do (DICOM PS3.8 9.3.4, PS3.4 C.4)."""

from __future__ import annotations

import errno
import socket

from pynetdicom.association import Association

from earseg_app.domain.exchange.pacs import PacsError, PacsNode

# (source, diagnostic) of an A-ASSOCIATE-RJ, PS3.8 table 9-21.
_CALLING_UNKNOWN = (1, 3)
_CALLED_UNKNOWN = (1, 7)
_BUSY = ((3, 1), (3, 2))
# Status of a C-MOVE response, PS3.4 C.4.2.1.5.
_DESTINATION_UNKNOWN = 0xA801
_OUT_OF_RESOURCES = (0xA700, 0xA701, 0xA702)
_NOT_AUTHORISED = 0x0124


def unreachable(error: Exception, node: PacsNode) -> PacsError:
    """Nobody could be spoken to at that address."""
    place = f"{node.host}, port {node.port}"
    if isinstance(error, socket.gaierror | UnicodeError):
        return PacsError(f"No computer is named {node.host} on this network.", "Check the host name of the PACS.")
    if isinstance(error, ConnectionRefusedError):
        return PacsError(
            f"No PACS listens at {place}.", "Check the port, and ask the PACS administrator whether it is running."
        )
    if isinstance(error, TimeoutError):
        return PacsError(
            f"{place} does not answer.",
            "Check host and port, the network cable or VPN, and whether a firewall is between.",
        )
    reason = getattr(error, "strerror", "") or ""
    return PacsError(f"{place} can't be reached.", "Check the network connection or VPN.", reason)


def rejected(association: Association, node: PacsNode) -> PacsError:
    """The PACS was reached but does not talk to this computer."""
    # A PACS that hangs up right after its answer leaves an association that counts as aborted, with the answer in it.
    answer = association.acceptor.primitive
    reason = (getattr(answer, "result_source", None), getattr(answer, "diagnostic", None))
    if reason == _CALLED_UNKNOWN:
        return PacsError(
            f"The PACS at {node.host} is not called {node.ae_title}.",
            "Check the AE title of the PACS, capitals included.",
        )
    if reason == _CALLING_UNKNOWN:
        return PacsError(
            f"{node.name} does not know this computer as {node.own_ae_title}.",
            f"Ask the PACS administrator to enter the AE title {node.own_ae_title}, or correct your own AE title.",
        )
    if reason in _BUSY:
        return PacsError(f"{node.name} is busy and takes no more connections.", "Try again in a few minutes.")
    if association.is_rejected:
        return PacsError(
            f"{node.name} refused the connection.",
            f"Ask the PACS administrator to enter the AE title {node.own_ae_title} for this computer.",
        )
    return PacsError(
        f"{node.name} ended the connection before it began.",
        "Check the port and whether the PACS wants TLS: each must be set as the PACS administrator says.",
    )


def not_offered(what: str, node: PacsNode) -> PacsError:
    """The association stands, but not for this service."""
    return PacsError(
        f"{node.name} does not let this computer {what}.",
        f"Ask the PACS administrator to allow it for the AE title {node.own_ae_title}.",
    )


def says_why(code: int) -> bool:
    """Whether a status tells more than that something failed."""
    return code in (_DESTINATION_UNKNOWN, _NOT_AUTHORISED, *_OUT_OF_RESOURCES)


def failed(what: str, code: int, node: PacsNode) -> PacsError:
    """A final status that is no success."""
    details = f"status 0x{code:04X}"
    if code == _DESTINATION_UNKNOWN:
        return PacsError(
            f"{node.name} does not know {node.own_ae_title} as a place to send images to.",
            f"Ask the PACS administrator to enter {node.own_ae_title} with this computer's address and port "
            f"{node.own_port}, or retrieve with C-GET.",
            details,
        )
    if code == _NOT_AUTHORISED:
        return not_offered(what, node)
    if code in _OUT_OF_RESOURCES:
        return PacsError(f"{node.name} lacks the means to {what} now.", "Try again later, or ask for less.", details)
    return PacsError(
        f"{node.name} could not {what}.",
        "Try again; if it stays so, show the details to the PACS administrator.",
        details,
    )


def port_taken(error: OSError, node: PacsNode) -> PacsError:
    """The images can't be listened for."""
    if error.errno == errno.EADDRINUSE:
        return PacsError(
            f"Port {node.own_port} of this computer is in use by another program.",
            "Close that program, or choose another own port and have the PACS administrator enter it.",
        )
    return PacsError(
        f"This computer may not listen on port {node.own_port}.",
        "Choose an own port above 1023 and have the PACS administrator enter it.",
        error.strerror or "",
    )


def undelivered(node: PacsNode) -> PacsError:
    """A C-MOVE ended and nothing came."""
    return PacsError(
        f"{node.name} could not deliver the images to this computer.",
        f"Ask the PACS administrator whether {node.own_ae_title} leads to this computer's address and port "
        f"{node.own_port}, and whether a firewall blocks it; or retrieve with C-GET.",
    )


def no_certificate(error: Exception, node: PacsNode) -> PacsError:
    """A certificate file can't be used."""
    return PacsError(
        f"The certificates for {node.name} can't be used.",
        "Check both files: PEM text, and the own certificate together with its key.",
        type(error).__name__,
    )
