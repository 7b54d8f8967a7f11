using System;
using System.Buffers;
using System.Threading;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// What a block keeps of each row beside its line. Each of these columns is decoded when it is first asked for: a search for a text needs
/// none of them, a count by level one. May be used by several threads.
/// </summary>
sealed class BlockRows : IBlockRows
{
    readonly ReadOnlyMemory<byte> _chunk;
    readonly ReadBuffers _buffers;
    readonly int[] _starts = new int[7];
    readonly long[]?[] _numbers = new long[]?[3];
    readonly int[]?[] _small = new int[]?[4];
    readonly int _sources;
    readonly int _shapes;
    readonly bool _sameTime;

    /// <param name="chunk">The block's first chunk.</param>
    /// <param name="sources">How many sources there are.</param>
    /// <param name="shapes">How many shapes there are.</param>
    /// <param name="buffers">For what is decoded.</param>
    /// <exception cref="CorruptBlockException">Not what <see cref="ColumnBlockWriter"/> writes.</exception>
    public BlockRows(ReadOnlyMemory<byte> chunk, int sources, int shapes, ReadBuffers buffers)
    {
        (_chunk, _sources, _shapes, _buffers) = (chunk, sources, shapes, buffers);
        var reader = new ChunkReader(chunk);
        Count = reader.ReadCount(ColumnBlock.MaxRows);
        for (var column = 0; column < _starts.Length; column++)
        {
            if (column == (int)RowColumn.Observed) _sameTime = reader.ReadByte() == 0;
            _starts[column] = reader.Position;
            if (column != (int)RowColumn.Observed || !_sameTime) Planes.Skip(reader);
        }
    }

    public int Count { get; }

    public ReadOnlySpan<long> Sequences => Numbers(RowColumn.Sequence);

    public ReadOnlySpan<long> TimestampsNs => Numbers(RowColumn.Timestamp);

    public ReadOnlySpan<long> ObservedNs => _sameTime ? TimestampsNs : Numbers(RowColumn.Observed);

    public ReadOnlySpan<int> Levels => Small(RowColumn.Level, 5);

    public ReadOnlySpan<int> Flags => Small(RowColumn.Flags, byte.MaxValue);

    public ReadOnlySpan<int> Sources => Small(RowColumn.Source, _sources - 1);

    /// <summary>Number of each row's layout.</summary>
    public ReadOnlySpan<int> Shapes => Small(RowColumn.Shape, _shapes - 1);

    ReadOnlySpan<long> Numbers(RowColumn column)
    {
        ref var numbers = ref _numbers[(int)column];
        if (Volatile.Read(ref numbers) is { } known) return known.AsSpan(0, Count);
        var decoded = Planes.Read(ReaderOf(column), Count);
        Volatile.Write(ref numbers, decoded);
        return decoded.AsSpan(0, Count);
    }

    ReadOnlySpan<int> Small(RowColumn column, int max)
    {
        ref var numbers = ref _small[column - RowColumn.Level];
        if (Volatile.Read(ref numbers) is { } known) return known.AsSpan(0, Count);
        var reader = ReaderOf(column);
        var isSorted = (reader.PeekByte() & Planes.Sorted) != 0;
        var decoded = Planes.ReadSmall(reader, Count, max);
        if (isSorted) decoded = InOrderOfRows(decoded, column);
        Volatile.Write(ref numbers, decoded);
        return decoded.AsSpan(0, Count);
    }

    /// <summary>Shapes stand in the order of sources, levels in that of shapes and sources.</summary>
    int[] InOrderOfRows(int[] sorted, RowColumn column)
    {
        if (column is not (RowColumn.Shape or RowColumn.Level)) throw new CorruptBlockException("only levels and shapes are sorted");
        var (values, order) = (_buffers.RentInts(Count), ArrayPool<int>.Shared.Rent(Count));
        var rows = order.AsSpan(0, Count);
        RowOrder.By(Sources, rows);
        if (column == RowColumn.Level) RowOrder.Sort(Shapes, rows);
        for (var i = 0; i < rows.Length; i++) values[rows[i]] = sorted[i];
        ArrayPool<int>.Shared.Return(order);
        return values;
    }

    ChunkReader ReaderOf(RowColumn column) => new(_chunk, _buffers) { Position = _starts[(int)column] };

    /// <summary>In the order in which they are stored.</summary>
    enum RowColumn
    {
        Sequence,
        Timestamp,
        Observed,
        Level,
        Flags,
        Source,
        Shape,
    }
}
