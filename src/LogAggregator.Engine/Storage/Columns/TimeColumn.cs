using System;
using System.Buffers;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// UTC times of one spelling. Layout: separator (<c>T</c> or a space), digits of the fraction (0 to 9), whether <c>Z</c> ends them, planes of
/// the time in units of the last digit.
/// </summary>
/// <param name="count">How many.</param>
/// <param name="spelling">How they are written.</param>
/// <param name="decode">Gives the times in units of the last digit, when they are first needed.</param>
sealed class TimeColumn(int count, IsoSpelling spelling, Func<long[]> decode) : Column(count)
{
    long[]? _values;

    public static ByteSet Bytes { get; } = ByteSet.Of("0123456789-:. TZ"u8);

    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        if (!IsoSpelling.TryFind(values[0], out var spelling)) return false;
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            var times = new IsoSequence(spelling);
            for (var i = 0; i < values.Count; i++)
            {
                if (!times.TryParse(values[i], out numbers[i])) return false;
            }

            writer.WriteByte((byte)ColumnKind.Time);
            spelling.Write(writer);
            PlanesEncoder.Write(writer, numbers.AsSpan(0, values.Count));
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
        var (rest, buffers) = (reader.ReadRest(), reader.Buffers);
        return new TimeColumn(count, spelling, () => Planes.Read(new ChunkReader(rest, buffers), count));
    }

    public override ByteSet Alphabet => Bytes;

    public override void AppendTo(int row, ValueList target)
    {
        Span<byte> text = stackalloc byte[IsoSpelling.MaxLength];
        target.Append(text[..spelling.Format(Values[row], text)]);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        var times = new IsoSequence(spelling);
        foreach (var value in Values.AsSpan(first, count)) target.Add(times.Format(value));
    }

    long[] Values
    {
        get
        {
            if (Volatile.Read(ref _values) is { } decoded) return decoded;
            decoded = decode();
            foreach (var value in decoded.AsSpan(0, Count))
            {
                if (!spelling.CanFormat(value)) throw new CorruptBlockException("a time is out of range");
            }

            Volatile.Write(ref _values, decoded);
            return decoded;
        }
    }

    public override bool Holds(ValueList texts, SpareLists spare)
    {
        if (texts.Count != Count) return false;
        var times = new IsoSequence(spelling);
        for (var row = 0; row < Count; row++)
        {
            if (!times.Format(Values[row]).SequenceEqual(texts[row])) return false;
        }

        return true;
    }
}
