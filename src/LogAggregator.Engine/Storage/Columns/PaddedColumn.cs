using System;
using System.Buffers;
using System.Buffers.Text;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Decimal digits, all values as long, 1 to 18 digits, leading zeros kept. Layout: digits, planes.</summary>
/// <param name="count">How many values; the array may be longer.</param>
/// <param name="values">The numbers.</param>
/// <param name="digits">Of each.</param>
sealed class PaddedColumn(int count, long[] values, int digits) : Column(count)
{
    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        var digits = values[0].Length;
        if (digits is 0 or > 18) return false;
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (!TryParse(values[i], digits, out numbers[i])) return false;
            }

            writer.WriteByte((byte)ColumnKind.Padded);
            writer.WriteByte((byte)digits);
            PlanesEncoder.Write(writer, numbers.AsSpan(0, values.Count));
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    public static PaddedColumn Decode(ChunkReader reader, int count)
    {
        var digits = reader.ReadByte();
        return digits is 0 or > 18 ? throw new CorruptBlockException($"numbers of {digits} digits") : new PaddedColumn(count, Planes.Read(reader, count), digits);
    }

    public override ByteSet Alphabet => ByteSet.Digits;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> text = stackalloc byte[20];
        text[..digits].Fill((byte)'0');
        Span<byte> number = stackalloc byte[20];
        // A damaged number may be negative or too long: its last digits do, the caller compares nothing with them.
        Utf8Formatter.TryFormat((ulong)values[row], number, out var length);
        var used = Math.Min(length, digits);
        number.Slice(length - used, used).CopyTo(text[(digits - used)..]);
        target.Append(text[..digits]);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        foreach (var value in values.AsSpan(first, count))
        {
            var text = target.Reserve(digits);
            var rest = (ulong)value;
            for (var i = digits - 1; i >= 0; i--, rest /= 10) text[i] = (byte)('0' + rest % 10);
            target.Advance(digits);
            target.EndValue();
        }
    }

    static bool TryParse(ReadOnlySpan<byte> text, int digits, out long value)
    {
        value = 0;
        if (text.Length != digits) return false;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}
