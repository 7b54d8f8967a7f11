using System;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>Walks the whole frames of a WAL file, from the first byte to the last. Holds one frame in memory at a time.</summary>
sealed class WalReader(IStorageFile file)
{
    const int WindowLength = 256 * 1024;

    readonly long _fileLength = file.Length;
    byte[] _window = new byte[WindowLength];
    long _windowStart;
    int _windowLength;

    /// <summary>The next whole frame that begins at <paramref name="offset"/> or behind it. The payload holds until the next call.</summary>
    public bool TryFindFrame(long offset, out WalFrame frame, out ReadOnlySpan<byte> payload)
    {
        while (offset + WalFrame.HeadLength <= _fileLength)
        {
            if (TryReadFrame(offset, out frame, out payload)) return true;
            offset = NextMagic(offset + 1);
        }

        frame = default;
        payload = default;
        return false;
    }

    public ReadOnlySpan<byte> ReadHeader() => Read(0, WalHeader.Length);

    bool TryReadFrame(long offset, out WalFrame frame, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!WalFrame.TryDecodeHead(Read(offset, WalFrame.HeadLength), offset, out frame) || frame.End > _fileLength) return false;
        var whole = Read(offset, WalFrame.HeadLength + frame.PayloadLength);
        payload = whole[WalFrame.HeadLength..];
        return WalFrame.IsWhole(whole[..WalFrame.HeadLength], payload);
    }

    long NextMagic(long offset)
    {
        for (; offset < _fileLength; offset += WindowLength / 2)
        {
            var part = Read(offset, (int)Math.Min(WindowLength / 2 + WalFrame.Magic.Length - 1, _fileLength - offset));
            var found = part.IndexOf(WalFrame.Magic);
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
}
