using System;
using System.Buffers.Binary;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Numbers of any width one behind the other, from the lowest bits on.</summary>
static class PackedBits
{
    /// <summary>Of one number.</summary>
    public const int MaxWidth = 56;

    /// <summary>Puts bits over zeros; 8 bytes from there on are written.</summary>
    public static void Put(Span<byte> bytes, int bit, ulong value)
    {
        var word = bytes.Slice(bit >> 3, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(word, BinaryPrimitives.ReadUInt64LittleEndian(word) | value << (bit & 7));
    }

    /// <summary>Bits behind the end are zeros.</summary>
    public static ulong Get(ReadOnlySpan<byte> bytes, int bit, int width)
    {
        var (from, word) = (bit >> 3, 0UL);
        if (from + sizeof(ulong) <= bytes.Length) word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[from..]);
        else
        {
            for (var i = bytes.Length - 1; i >= from; i--) word = word << 8 | bytes[i];
        }

        return word >> (bit & 7) & ((1UL << width) - 1);
    }
}
