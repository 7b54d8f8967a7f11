using System;
using System.Text;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// A block opened for reading. Its rows are decoded at once, its columns when they are first asked for. May be used by several
/// threads.
/// </summary>
sealed class ColumnBlock
{
    readonly Func<int, ReadOnlyMemory<byte>> _chunk;
    readonly Shape[] _shapes;
    readonly int[] _shapeOfRow;
    readonly string[] _paths;
    readonly Column?[] _columns;
    readonly BlockRows _rows;
    readonly int[][] _rowsOfColumn;
    readonly int[] _ordinals;
    readonly int[] _firstOrdinal;

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
        (_paths, _shapes) = ReadShapes(new ChunkReader(chunk(1)));
        _columns = new Column?[_paths.Length];
        (_rowsOfColumn, _ordinals, _firstOrdinal) = Assign();
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

    /// <summary>Keys joined by dots; the first is the whole line of rows without a shape.</summary>
    public ReadOnlySpan<string> Paths => _paths;

    /// <summary>The rows that have the column, in order: the n-th has the column's n-th value.</summary>
    public ReadOnlySpan<int> RowsOf(int column) => _rowsOfColumn[column];

    public Column ColumnAt(int column)
    {
        if (Volatile.Read(ref _columns[column]) is { } decoded) return decoded;
        decoded = PathColumnCodec.Decode(new ChunkReader(_chunk(FirstColumnChunk + column)), _rowsOfColumn[column], _rows);
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
            ColumnAt(shape.Columns[i]).AppendTo(_ordinals[_firstOrdinal[row] + i], target);
        }

        target.Append(shape.Literal(shape.Columns.Length));
    }

    static int[] ReadSmallOf(long[] numbers, int max)
    {
        var values = new int[numbers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (numbers[i] < 0 || numbers[i] > max) throw new CorruptBlockException($"{numbers[i]} is out of range");
            values[i] = (int)numbers[i];
        }

        return values;
    }

    int[] ReadSmall(ChunkReader reader, int max) => ReadSmallOf(Planes.Read(reader, Count), max);

    static (string[] Paths, Shape[] Shapes) ReadShapes(ChunkReader reader)
    {
        var paths = new string[reader.ReadCount(LineColumns.MaxColumns)];
        for (var i = 0; i < paths.Length; i++) paths[i] = Encoding.UTF8.GetString(reader.ReadBytes().Span);
        var shapes = new Shape[reader.ReadCount(LineColumns.MaxShapes)];
        for (var i = 0; i < shapes.Length; i++)
        {
            var skeleton = reader.ReadBytes().Span;
            var columns = new int[skeleton.Count(JsonSkeleton.Hole)];
            for (var j = 0; j < columns.Length; j++) columns[j] = reader.ReadCount(paths.Length - 1);
            shapes[i] = new Shape(skeleton, columns);
        }

        return (paths, shapes);
    }

    /// <summary>Which value of each column a row has: columns are filled in the order of the rows.</summary>
    (int[][] RowsOfColumn, int[] Ordinals, int[] FirstOrdinal) Assign()
    {
        var counts = new int[_paths.Length];
        var firstOrdinal = new int[Count];
        var total = 0;
        for (var row = 0; row < Count; row++)
        {
            if (_shapeOfRow[row] >= _shapes.Length) throw new CorruptBlockException("a row has no such shape");
            firstOrdinal[row] = total;
            foreach (var column in _shapes[_shapeOfRow[row]].Columns) counts[column]++;
            total += _shapes[_shapeOfRow[row]].Columns.Length;
        }

        var rows = new int[_paths.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = new int[counts[i]];
        var ordinals = new int[total];
        counts.AsSpan().Clear();
        for (var row = 0; row < Count; row++)
        {
            var columns = _shapes[_shapeOfRow[row]].Columns;
            for (var i = 0; i < columns.Length; i++)
            {
                var ordinal = counts[columns[i]]++;
                rows[columns[i]][ordinal] = row;
                ordinals[firstOrdinal[row] + i] = ordinal;
            }
        }

        return (rows, ordinals, firstOrdinal);
    }
}
