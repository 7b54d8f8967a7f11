using System;

namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>
/// Room for texts that differ from what the line has (escapes resolved). Grows as needed and is used again for the
/// next line; what was handed out before it grew stays valid.
/// </summary>
sealed class ScratchBuffer
{
    byte[] _bytes = new byte[4096];
    int _used;

    public void Reset() => _used = 0;

    /// <summary>At least so many bytes to write to; <see cref="Take"/> then keeps what was written.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - _used < length)
        {
            _bytes = new byte[Math.Max(_bytes.Length * 2, length)];
            _used = 0;
        }

        return _bytes.AsSpan(_used);
    }

    public ReadOnlyMemory<byte> Take(int length)
    {
        var taken = _bytes.AsMemory(_used, length);
        _used += length;
        return taken;
    }
}
