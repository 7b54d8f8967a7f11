using System;
using System.Buffers;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Bytes as they are. Layout: planes of the lengths, a stream of all bytes.</summary>
sealed class TextColumn : Column
{
    const int MaxFormBytes = 4096;

    readonly int[] _ends;
    readonly ReadOnlyMemory<byte> _bytes;
    HoleBytes? _alphabet;

    TextColumn(int count, int[] ends, ReadOnlyMemory<byte> bytes)
        : base(count)
    {
        _ends = ends;
        _bytes = bytes;
    }

    /// <summary>All values, one after another.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.Span[start.._ends[row]];
        }
    }

    public static void Encode(ValueList values, ChunkWriter writer)
    {
        writer.Texts?.Add(values);
        writer.WriteByte((byte)ColumnKind.Text);
        var lengths = ArrayPool<long>.Shared.Rent(values.Count);
        for (var i = 0; i < values.Count; i++) lengths[i] = values[i].Length;
        PlanesEncoder.Write(writer, lengths.AsSpan(0, values.Count));
        ArrayPool<long>.Shared.Return(lengths);
        writer.WriteStream(values.Bytes);
    }

    public static TextColumn Decode(ChunkReader reader, int count)
    {
        var lengths = Planes.Read(reader, count);
        var bytes = reader.ReadStream();
        var ends = reader.Buffers.RentInts(count);
        var end = 0L;
        for (var i = 0; i < count; i++)
        {
            if (lengths[i] < 0 || lengths[i] > bytes.Length - end) throw new CorruptBlockException("text is longer than its bytes");
            ends[i] = (int)(end += lengths[i]);
        }

        return end == bytes.Length ? new TextColumn(count, ends, bytes) : throw new CorruptBlockException("text is shorter than its bytes");
    }

    /// <summary>Found out when it is first asked for: one look at all bytes.</summary>
    public override ByteSet Alphabet
    {
        get
        {
            if (Volatile.Read(ref _alphabet) is { } known) return known.Bytes;
            known = new HoleBytes(ByteSet.Of(Bytes));
            Volatile.Write(ref _alphabet, known);
            return known.Bytes;
        }
    }

    public override bool IsOf(ByteSet bytes)
    {
        foreach (var value in Bytes)
        {
            if (!bytes.Contains(value)) return false;
        }

        return true;
    }

    /// <summary>A few texts, mostly those that have no template, say more than what can stand in them.</summary>
    public override void Outline(FormList forms)
    {
        if (Count > FormList.MaxTexts || _bytes.Length > MaxFormBytes)
        {
            base.Outline(forms);
            return;
        }

        for (var row = 0; row < Count; row++) forms.Add(TextForm.OfText(this[row], 1));
    }

    public override HoleBytes GatherHole()
    {
        var gatherer = new HoleGatherer();
        for (var row = 0; row < Count; row++)
        {
            gatherer.BeginText();
            gatherer.Add(this[row]);
        }

        return gatherer.Gathered();
    }

    public override void AppendTo(int row, ValueList target) => target.Append(this[row]);

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        if (count == 0) return;
        var start = first == 0 ? 0 : _ends[first - 1];
        target.AddAll(_bytes.Span[start.._ends[first + count - 1]], Ends.Slice(first, count), start);
    }

    public override bool Holds(ValueList values, SpareLists spare) => values.Ends.SequenceEqual(Ends) && values.Bytes.SequenceEqual(_bytes.Span);

    /// <summary>In all values at once: what stands across the end of one is none.</summary>
    public override void AddHolders(Needle needle, RowSet rows)
    {
        var row = 0;
        for (var at = 0; (at = needle.IndexIn(Bytes, at)) >= 0;)
        {
            while (_ends[row] <= at) row++;
            if (at + needle.Length > _ends[row])
            {
                at++;
                continue;
            }

            rows.Add(row);
            at = _ends[row];
        }
    }
}
