using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>A column inside another one, decoded when it is first looked into.</summary>
/// <param name="chunk">Of the column.</param>
/// <param name="buffers">As of <see cref="ChunkReader"/>.</param>
/// <param name="count">Of values.</param>
/// <param name="depth">In how many columns it stands.</param>
/// <param name="keys">What is known of the values beside.</param>
sealed class LazyColumn(ReadOnlyMemory<byte> chunk, ReadBuffers buffers, int count, int depth, RowKeyReader? keys = null) : Column(count)
{
    Column? _decoded;

    /// <summary>Of numbers, hex digits and times it is known without decoding.</summary>
    public override ByteSet Alphabet => Kind switch
    {
        ColumnKind.Integer => IntegerColumn.Bytes,
        ColumnKind.Padded => ByteSet.Digits,
        ColumnKind.Hex => ByteSet.AnyHex,
        ColumnKind.Time => TimeColumn.Bytes,
        ColumnKind.Text => ByteSet.All,
        _ => Decoded.Alphabet,
    };

    public override ByteSet ExactAlphabet => Decoded.Alphabet;

    public override HoleBytes GatherHole() => Count == 0 ? new HoleBytes(default) : Decoded.GatherHole();

    public override void Outline(FormList forms)
    {
        if (Count > 0) Decoded.Outline(forms);
    }

    public override ReadOnlySpan<long> Integers => Decoded.Integers;

    public override DistinctValues? Distinct => Decoded.Distinct;

    public override ColumnTemplates? TemplatesBy(TextForm[]? forms) => Count == 0 ? null : Decoded.TemplatesBy(forms);

    public ColumnKind Kind => chunk.IsEmpty ? throw new CorruptBlockException("a column is empty") : (ColumnKind)chunk.Span[0];

    public Column Decoded
    {
        get
        {
            if (Volatile.Read(ref _decoded) is { } decoded) return decoded;
            decoded = ColumnCodec.Decode(new ChunkReader(chunk, buffers), Count, depth, keys);
            Volatile.Write(ref _decoded, decoded);
            return decoded;
        }
    }

    public override bool IsOf(ByteSet bytes) => Alphabet.IsSubsetOf(bytes) || (Count > 0 && Decoded.IsOf(bytes));

    public override void AppendTo(int row, ValueList target) => Decoded.AppendTo(row, target);

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        if (count > 0) Decoded.AppendRange(first, count, target, spare);
    }

    public override bool Holds(ValueList values, SpareLists spare) => Decoded.Holds(values, spare);

    public override void AddHolders(Needle needle, RowSet rows)
    {
        if (Count > 0 && needle.CanBeOf(Alphabet)) Decoded.AddHolders(needle, rows);
    }

    public override void Find(ColumnTest test, AskedForms? forms, RowSet hits)
    {
        if (Count > 0 && test.CanBeOf(Alphabet)) Decoded.Find(test, forms, hits);
    }

    public override void Find(ColumnTest test, RowSet hits)
    {
        if (Count > 0 && test.CanBeOf(Alphabet)) Decoded.Find(test, hits);
    }
}
