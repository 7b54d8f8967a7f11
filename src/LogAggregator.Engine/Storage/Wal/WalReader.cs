using System;
using System.Buffers.Binary;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// Walks the whole frames of a WAL file, from the first byte to the last. Holds one frame in memory at a time. Reads no
/// byte more than a few times, whatever stands there: only what begins with the file's salt is looked at as a frame, and
/// only a frame whose head is whole says how long it is.
/// </summary>
sealed class WalReader(IStorageFile file, ulong salt)
{
    const int WindowLength = 256 * 1024;

    readonly long _fileLength = file.Length;
    readonly byte[] _salt = BytesOf(salt);
    byte[] _window = new byte[WindowLength];
    long _windowStart;
    int _windowLength;

    /// <summary>The file's header, and the salt of its frames; null and a salt that is none if there is no whole one.</summary>
    public static WalHeader? ReadHeader(IStorageFile file, out ulong salt)
    {
        var reader = new WalReader(file, 0);
        var isWhole = WalHeader.TryDecode(reader.Read(0, WalHeader.Length), out var header);
        salt = isWhole ? header.Salt : reader.FindSalt();
        return isWhole ? header : null;
    }

    /// <summary>The next whole frame that begins at <paramref name="offset"/> or behind it. The payload holds until the next call.</summary>
    public bool TryFindFrame(long offset, out WalFrame frame, out ReadOnlySpan<byte> payload)
    {
        while (offset + WalFrame.HeadLength <= _fileLength)
        {
            if (TryReadFrame(offset, out frame, out payload)) return true;
            offset = NextSalt(offset + 1);
        }

        frame = default;
        payload = default;
        return false;
    }

    bool TryReadFrame(long offset, out WalFrame frame, out ReadOnlySpan<byte> payload)
    {
        frame = default;
        payload = default;
        if (!Read(offset, WalFrame.SaltLength).SequenceEqual(_salt) || !TryReadHead(offset, out frame)) return false;
        var whole = Read(offset, WalFrame.HeadLength + frame.PayloadLength);
        payload = whole[WalFrame.HeadLength..];
        return WalFrame.IsWhole(whole, payload);
    }

    bool TryReadHead(long offset, out WalFrame frame) =>
        WalFrame.TryDecodeHead(Read(offset, WalFrame.HeadLength), offset, out frame) && frame.End <= _fileLength;

    /// <summary>Slow path, for a file whose header is damaged: each frame has the salt, the first one right behind the header.</summary>
    ulong FindSalt()
    {
        for (long offset = WalHeader.Length; offset + WalFrame.HeadLength <= _fileLength; offset++)
            if (TryReadHead(offset, out _)) return WalFrame.SaltOf(Read(offset, WalFrame.SaltLength));
        return 0;
    }

    long NextSalt(long offset)
    {
        for (; offset < _fileLength; offset += WindowLength / 2)
        {
            var part = Read(offset, (int)Math.Min(WindowLength / 2 + WalFrame.SaltLength - 1, _fileLength - offset));
            var found = part.IndexOf(_salt);
            if (found >= 0) return offset + found;
        }

        return _fileLength;
    }

    ReadOnlySpan<byte> Read(long offset, int length)
    {
        var start = offset - _windowStart;
        if (start < 0 || start + length > _windowLength) Fill(offset, length);
        start = offset - _windowStart;
        return _window.AsSpan((int)start, (int)Math.Min(length, _windowLength - start));
    }

    void Fill(long offset, int length)
    {
        if (length > _window.Length) _window = new byte[length];
        _windowStart = offset;
        _windowLength = file.Read(offset, _window);
    }

    static byte[] BytesOf(ulong salt)
    {
        var bytes = new byte[WalFrame.SaltLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, salt);
        return bytes;
    }
}
