using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Hex digits of one case, all values as long (8 to 128 digits), or UUIDs with their four dashes. Layout: digits, flags (bit 0
/// upper case, bit 1 dashes), a stream of (digits + 1) / 2 bytes a value, the first digit in the high half.
/// </summary>
sealed class HexColumn(int count, int digits, bool upper, bool dashes, ReadOnlyMemory<byte> bytes) : Column(count)
{
    const int MinDigits = 8;
    const int MaxDigits = 128;
    const int UuidLength = 36;

    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        var length = values[0].Length;
        var dashes = length == UuidLength && values[0][8] == '-';
        var digits = dashes ? 32 : length;
        if (digits is < MinDigits or > MaxDigits) return false;
        var upper = values[0].IndexOfAnyInRange((byte)'A', (byte)'F') >= 0;
        var width = (digits + 1) / 2;
        var bytes = ArrayPool<byte>.Shared.Rent(checked(width * values.Count));
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i].Length != length || !TryPack(values[i], upper, dashes, bytes.AsSpan(i * width, width))) return false;
            }

            writer.Texts?.Add(values);
            writer.WriteByte((byte)ColumnKind.Hex);
            writer.WriteByte((byte)digits);
            writer.WriteByte((byte)((upper ? 1 : 0) | (dashes ? 2 : 0)));
            writer.WriteStream(bytes.AsSpan(0, width * values.Count));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static HexColumn Decode(ChunkReader reader, int count)
    {
        var digits = reader.ReadByte();
        var flags = reader.ReadByte();
        var bytes = reader.ReadStream();
        if (bytes.Length != (digits + 1L) / 2 * count) throw new CorruptBlockException("hex digits are missing");
        if ((flags & 2) != 0 && digits != 32) throw new CorruptBlockException("a UUID has 32 digits");
        return new HexColumn(count, digits, (flags & 1) != 0, (flags & 2) != 0, bytes);
    }

    public override ByteSet Alphabet => upper ? ByteSet.UpperHex : ByteSet.LowerHex;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> text = stackalloc byte[256 + 4];
        var width = (digits + 1) / 2;
        var packed = bytes.Span.Slice(row * width, width);
        var length = 0;
        for (var i = 0; i < digits; i++)
        {
            if (dashes && i is (8 or 12 or 16 or 20)) text[length++] = (byte)'-';
            var nibble = (i & 1) == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 15;
            text[length++] = (byte)(nibble < 10 ? '0' + nibble : (upper ? 'A' : 'a') + nibble - 10);
        }

        target.Append(text[..length]);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        var width = (digits + 1) / 2;
        var length = dashes ? UuidLength : digits;
        for (var row = first; row < first + count; row++)
        {
            // A last odd digit is the high half of a byte: the low half is written behind the value.
            Write(bytes.Span.Slice(row * width, width), target.Reserve(length + 1));
            target.Advance(length);
            target.EndValue();
        }
    }

    void Write(ReadOnlySpan<byte> packed, Span<byte> text)
    {
        if (!dashes)
        {
            WriteDigits(packed, text);
            return;
        }

        text[8] = text[13] = text[18] = text[23] = (byte)'-';
        WriteDigits(packed[..4], text);
        WriteDigits(packed[4..6], text[9..]);
        WriteDigits(packed[6..8], text[14..]);
        WriteDigits(packed[8..10], text[19..]);
        WriteDigits(packed[10..], text[24..]);
    }

    void WriteDigits(ReadOnlySpan<byte> packed, Span<byte> text)
    {
        if (upper) Convert.TryToHexString(packed, text, out _);
        else Convert.TryToHexStringLower(packed, text, out _);
    }

    /// <summary>Compares packed digits, whole bytes of them at once. Dashes are left out: a value that has the needle has its digits.</summary>
    public override void AddHolders(Needle needle, RowSet rows)
    {
        if (HexDigits.TryOf(needle.Bytes) is { } wanted) wanted.AddHolders(bytes.Span, digits, rows);
        else base.AddHolders(needle, rows);
    }

    static bool TryPack(ReadOnlySpan<byte> text, bool upper, bool dashes, Span<byte> packed)
    {
        if (!dashes && text.Length % 2 == 0) return TryPackPairs(text, upper, packed);
        Span<byte> plain = stackalloc byte[MaxDigits + 1];
        if (dashes && !TryLeaveDashesOut(text, plain)) return false;
        if (!dashes) text.CopyTo(plain);
        // The half of the last byte that no digit takes is 0.
        if (text.Length % 2 != 0) plain[text.Length] = (byte)'0';
        return TryPackPairs(plain[..(packed.Length * 2)], upper, packed);
    }

    static bool TryPackPairs(ReadOnlySpan<byte> text, bool upper, Span<byte> packed)
    {
        var isOfCase = upper ? !text.ContainsAnyInRange((byte)'a', (byte)'f') : !text.ContainsAnyInRange((byte)'A', (byte)'F');
        return isOfCase && Convert.FromHexString(text, packed, out _, out _) == OperationStatus.Done;
    }

    static bool TryLeaveDashesOut(ReadOnlySpan<byte> text, Span<byte> plain)
    {
        if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
        text[..8].CopyTo(plain);
        text[9..13].CopyTo(plain[8..]);
        text[14..18].CopyTo(plain[12..]);
        text[19..23].CopyTo(plain[16..]);
        text[24..].CopyTo(plain[20..]);
        return true;
    }
}
