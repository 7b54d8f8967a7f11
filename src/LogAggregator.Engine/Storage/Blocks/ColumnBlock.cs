using System;
using System.Threading;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// A block opened for reading. Its rows are decoded at once, its columns when they are first asked for. May be used by several
/// threads.
/// </summary>
sealed class ColumnBlock
{
    readonly Func<int, ReadOnlyMemory<byte>> _chunk;
    readonly Shape[] _shapes;
    readonly int[] _shapeOfRow;
    readonly ColumnKey[] _keys;
    readonly Column?[] _columns;
    readonly BlockRows _rows;
    readonly RowRanks?[] _ranks;

    const int FirstColumnChunk = 2;

    /// <param name="chunk">Gives a chunk by its number, its checksum checked.</param>
    /// <exception cref="CorruptBlockException">Not what <see cref="ColumnBlockWriter"/> writes.</exception>
    public ColumnBlock(Func<int, ReadOnlyMemory<byte>> chunk)
    {
        _chunk = chunk;
        var reader = new ChunkReader(chunk(0));
        Count = reader.ReadCount(MaxRows);
        Sequences = Planes.Read(reader, Count);
        var timestampsNs = Planes.Read(reader, Count);
        ObservedNs = reader.ReadByte() == 0 ? timestampsNs : Planes.Read(reader, Count);
        var levels = ReadSmall(reader, 5);
        Flags = ReadSmall(reader, byte.MaxValue);
        _rows = new BlockRows(timestampsNs, levels, ReadSmall(reader, int.MaxValue));
        _shapeOfRow = ReadSmall(reader, LineColumns.MaxShapes);
        (_keys, _shapes) = ReadShapes(new ChunkReader(chunk(1)));
        _columns = new Column?[_keys.Length];
        _ranks = new RowRanks?[_keys.Length];
        foreach (var shape in _shapeOfRow)
        {
            if (shape >= _shapes.Length) throw new CorruptBlockException("a row has no such shape");
        }
    }

    /// <summary>More rows than any block has.</summary>
    public const int MaxRows = 1 << 20;

    public int Count { get; }

    public long[] Sequences { get; }

    public long[] TimestampsNs => _rows.TimestampsNs;

    public long[] ObservedNs { get; }

    public int[] Levels => _rows.Levels;

    public int[] Flags { get; }

    public int[] Sources => _rows.Sources;

    /// <summary>What each column holds; the first two hold whole lines.</summary>
    public ReadOnlySpan<ColumnKey> Keys => _keys;

    /// <summary>The layouts of lines.</summary>
    public ReadOnlySpan<Shape> Shapes => _shapes;

    /// <summary>Number of each row's layout.</summary>
    public ReadOnlySpan<int> ShapeOfRow => _shapeOfRow;

    /// <summary>The rows that have the column: the n-th of them has its n-th value.</summary>
    public RowRanks RowsOf(int column)
    {
        if (Volatile.Read(ref _ranks[column]) is { } known) return known;
        var hasColumn = new bool[_shapes.Length];
        for (var i = 0; i < hasColumn.Length; i++) hasColumn[i] = Array.IndexOf(_shapes[i].Columns, column) >= 0;
        known = new RowRanks(_shapeOfRow, hasColumn);
        Volatile.Write(ref _ranks[column], known);
        return known;
    }

    public Column ColumnAt(int column)
    {
        if (Volatile.Read(ref _columns[column]) is { } decoded) return decoded;
        decoded = PathColumnCodec.Decode(new ChunkReader(_chunk(FirstColumnChunk + column)), RowsOf(column).ToRows(), _rows);
        Volatile.Write(ref _columns[column], decoded);
        return decoded;
    }

    /// <summary>Appends the line, exactly as it was.</summary>
    public void AppendLine(int row, ValueList target)
    {
        var shape = _shapes[_shapeOfRow[row]];
        for (var i = 0; i < shape.Columns.Length; i++)
        {
            target.Append(shape.Literal(i));
            ColumnAt(shape.Columns[i]).AppendTo(RowsOf(shape.Columns[i]).RankOf(row), target);
        }

        target.Append(shape.Literal(shape.Columns.Length));
    }

    int[] ReadSmall(ChunkReader reader, int max)
    {
        var numbers = Planes.Read(reader, Count);
        var values = new int[numbers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (numbers[i] < 0 || numbers[i] > max) throw new CorruptBlockException($"{numbers[i]} is out of range");
            values[i] = (int)numbers[i];
        }

        return values;
    }

    static (ColumnKey[] Keys, Shape[] Shapes) ReadShapes(ChunkReader reader)
    {
        var keys = new ColumnKey[reader.ReadCount(LineColumns.MaxColumns)];
        for (var i = 0; i < keys.Length; i++)
        {
            var isQuoted = reader.ReadByte() == 1;
            keys[i] = new ColumnKey(System.Text.Encoding.UTF8.GetString(reader.ReadBytes().Span), isQuoted);
        }

        if (keys.Length < 2) throw new CorruptBlockException("the columns of whole lines are missing");
        var shapes = new Shape[reader.ReadCount(LineColumns.MaxShapes)];
        for (var i = 0; i < shapes.Length; i++)
        {
            var skeleton = reader.ReadBytes().Span;
            var columns = new int[skeleton.Count(JsonSkeleton.Hole)];
            for (var j = 0; j < columns.Length; j++) columns[j] = reader.ReadCount(keys.Length - 1);
            shapes[i] = new Shape(skeleton, columns);
        }

        return (keys, shapes);
    }
}
