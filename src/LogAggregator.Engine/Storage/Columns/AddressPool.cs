using System;
using System.Buffers.Text;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// IPv4 addresses of the variables of templates: four variables each, which say little one by one. Written the one usual way. Layout: planes of them as numbers, the
/// first part in the highest byte.
/// </summary>
/// <param name="chunk">The planes.</param>
/// <param name="buffers">As of <see cref="ChunkReader"/>.</param>
/// <param name="count">How many.</param>
sealed class AddressPool(ReadOnlyMemory<byte> chunk, ReadBuffers buffers, int count)
{
    public const int Parts = 4;

    long[]? _addresses;

    /// <summary>One part of an address.</summary>
    /// <param name="index">Of the address.</param>
    /// <param name="part">0 to 3.</param>
    public byte PartAt(int index, int part) => (byte)(Addresses[index] >> (Parts - 1 - part) * 8);

    /// <summary>False for what is no address, or is spelled in another way.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long address)
    {
        address = 0;
        for (var part = 0; part < Parts; part++)
        {
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits < 0) digits = text.Length;
            if (digits is 0 or > 3 || (digits > 1 && text[0] == '0') || !Utf8Parser.TryParse(text[..digits], out uint value, out _) || value > byte.MaxValue) return false;
            address = address << 8 | value;
            text = text[digits..];
            if (part == Parts - 1) return text.IsEmpty;
            if (text.IsEmpty || text[0] != '.') return false;
            text = text[1..];
        }

        return false;
    }

    long[] Addresses
    {
        get
        {
            if (Volatile.Read(ref _addresses) is { } decoded) return decoded;
            decoded = Planes.Read(new ChunkReader(chunk, buffers), count);
            Volatile.Write(ref _addresses, decoded);
            return decoded;
        }
    }
}

/// <summary>A variable that is one part of addresses.</summary>
/// <param name="pool">Of the addresses.</param>
/// <param name="first">Where its values begin there.</param>
/// <param name="count">How many they are.</param>
/// <param name="part">0 to 3.</param>
sealed class AddressPartColumn(AddressPool pool, int first, int count, int part) : Column(count)
{
    public override ByteSet Alphabet => ByteSet.Digits;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> digits = stackalloc byte[3];
        Utf8Formatter.TryFormat(pool.PartAt(first + row, part), digits, out var length);
        target.Append(digits[..length]);
    }
}
