"""Why a vault or the folder it lies in cannot be used."""

from luwte.errors import LuwteError


class VaultError(LuwteError):
    """Notes cannot be kept or read back.

    Codes: ``vault_key`` (the shares at hand do not open this file, or one is missing), ``vault_damaged`` (the
    file is damaged or was never ours), ``vault_disk`` (the disk is full or refuses), ``vault_busy`` (another
    program has it open), ``vault_folder`` (another console works in this folder).
    """
