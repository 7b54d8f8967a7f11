using System;
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
    readonly int[] _starts = new int[7];
    readonly long[]?[] _numbers = new long[]?[3];
    readonly int[]?[] _small = new int[]?[4];
    readonly int _sources;
    readonly int _shapes;
    readonly bool _sameTime;

    /// <param name="chunk">The block's first chunk.</param>
    /// <param name="sources">How many sources there are.</param>
    /// <param name="shapes">How many shapes there are.</param>
    /// <exception cref="CorruptBlockException">Not what <see cref="ColumnBlockWriter"/> writes.</exception>
    public BlockRows(ReadOnlyMemory<byte> chunk, int sources, int shapes)
    {
        (_chunk, _sources, _shapes) = (chunk, sources, shapes);
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

    public long[] Sequences => Numbers(RowColumn.Sequence);

    public long[] TimestampsNs => Numbers(RowColumn.Timestamp);

    public long[] ObservedNs => _sameTime ? TimestampsNs : Numbers(RowColumn.Observed);

    public int[] Levels => Small(RowColumn.Level, 5);

    public int[] Flags => Small(RowColumn.Flags, byte.MaxValue);

    public int[] Sources => Small(RowColumn.Source, _sources - 1);

    /// <summary>Number of each row's layout.</summary>
    public int[] Shapes => Small(RowColumn.Shape, _shapes - 1);

    long[] Numbers(RowColumn column)
    {
        ref var numbers = ref _numbers[(int)column];
        if (Volatile.Read(ref numbers) is { } decoded) return decoded;
        decoded = Planes.Read(ReaderOf(column), Count);
        Volatile.Write(ref numbers, decoded);
        return decoded;
    }

    int[] Small(RowColumn column, int max)
    {
        ref var numbers = ref _small[column - RowColumn.Level];
        if (Volatile.Read(ref numbers) is { } decoded) return decoded;
        decoded = Planes.ReadSmall(ReaderOf(column), Count, max);
        Volatile.Write(ref numbers, decoded);
        return decoded;
    }

    ChunkReader ReaderOf(RowColumn column) => new(_chunk) { Position = _starts[(int)column] };

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
