using System;
using System.Buffers;
using System.Buffers.Text;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Decimal integers written the one usual way, of at most 18 digits. Layout: planes.</summary>
/// <param name="count">How many values; the array may be longer.</param>
/// <param name="values">The numbers.</param>
sealed class IntegerColumn(int count, long[] values) : Column(count)
{
    public static ByteSet Bytes { get; } = ByteSet.Of("-0123456789"u8);

    public override ReadOnlySpan<long> Integers => values.AsSpan(0, Count);

    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (!TryParse(values[i], out numbers[i])) return false;
            }

            writer.WriteByte((byte)ColumnKind.Integer);
            PlanesEncoder.Write(writer, numbers.AsSpan(0, values.Count));
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    public static IntegerColumn Decode(ChunkReader reader, int count) => new(count, Planes.Read(reader, count));

    public override ByteSet Alphabet => Bytes;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(values[row], digits, out var length);
        target.Append(digits[..length]);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        foreach (var value in values.AsSpan(first, count))
        {
            Utf8Formatter.TryFormat(value, target.Reserve(20), out var length);
            target.Advance(length);
            target.EndValue();
        }
    }

    static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var digits = text;
        if (digits.Length > 0 && digits[0] == '-') digits = digits[1..];
        if (digits.Length is 0 or > 18 || (digits[0] == '0' && text.Length > 1)) return false;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }

        if (text.Length != digits.Length) value = -value;
        return true;
    }
}
