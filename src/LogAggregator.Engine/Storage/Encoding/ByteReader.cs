using System;
using System.Buffers.Binary;

namespace LogAggregator.Engine.Storage.Encoding;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Never throws on bad input: after the first read beyond the end
/// <see cref="Failed"/> is true and every read gives zero or nothing.
/// </summary>
ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly int Remaining => _rest.Length;

    /// <summary>Nothing failed and nothing is left.</summary>
    public readonly bool IsComplete => !Failed && _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public uint UInt32() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;

    public long Int64() => (long)UInt64();

    public ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            var one = _rest[i];
            value |= (ulong)(one & 0x7F) << (7 * i);
            if (one >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        Fail();
        return 0;
    }

    public long Zigzag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of things that take at least <paramref name="minBytes"/> each: a greater one than can follow fails.</summary>
    public int Count(int minBytes)
    {
        var value = Varint();
        if (value <= (ulong)(_rest.Length / minBytes)) return (int)value;
        Fail();
        return 0;
    }

    public ReadOnlySpan<byte> Block() => Take(Count(1));

    public string Text() => System.Text.Encoding.UTF8.GetString(Block());

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public void Fail()
    {
        Failed = true;
        _rest = default;
    }
}
