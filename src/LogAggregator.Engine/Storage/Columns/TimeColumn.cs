using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// UTC times of one spelling. Layout: separator (<c>T</c> or a space), digits of the fraction (0 to 9), whether <c>Z</c> ends them, planes of
/// the time in units of the last digit.
/// </summary>
sealed class TimeColumn(long[] values, IsoSpelling spelling) : Column(values.Length)
{
    public static ByteSet Bytes { get; } = ByteSet.Of("0123456789-:. TZ"u8);

    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        if (!IsoSpelling.TryFind(values[0], out var spelling)) return false;
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (!spelling.TryParse(values[i], out numbers[i])) return false;
            }

            writer.WriteByte((byte)ColumnKind.Time);
            spelling.Write(writer);
            Planes.Write(writer, numbers.AsSpan(0, values.Count));
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    public static TimeColumn Decode(ChunkReader reader, int count)
    {
        var spelling = IsoSpelling.Read(reader);
        var values = Planes.Read(reader, count);
        foreach (var value in values)
        {
            if (!spelling.CanFormat(value)) throw new CorruptBlockException("a time is out of range");
        }

        return new TimeColumn(values, spelling);
    }

    public override ByteSet Alphabet => Bytes;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> text = stackalloc byte[IsoSpelling.MaxLength];
        target.Append(text[..spelling.Format(values[row], text)]);
    }
}
