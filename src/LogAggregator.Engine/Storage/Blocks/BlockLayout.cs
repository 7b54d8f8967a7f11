using System;
using LogAggregator.Engine.Parsing.Json;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Which columns a block has, and in which layouts its lines stand. The second chunk of a block.</summary>
/// <param name="Keys">What each column holds; the first two hold whole lines, the third the messages of plain ones.</param>
/// <param name="Shapes">The layouts of lines.</param>
sealed record BlockLayout(ColumnKey[] Keys, Shape[] Shapes)
{
    public const int Chunk = 1;

    /// <exception cref="CorruptBlockException">Not what <see cref="ColumnBlockWriter"/> writes.</exception>
    public static BlockLayout Decode(ReadOnlyMemory<byte> chunk)
    {
        var reader = new ChunkReader(chunk);
        var keys = new ColumnKey[reader.ReadCount(LineColumns.MaxColumns)];
        for (var i = 0; i < keys.Length; i++)
        {
            var isQuoted = reader.ReadByte() == 1;
            keys[i] = new ColumnKey(System.Text.Encoding.UTF8.GetString(reader.ReadBytes().Span), isQuoted);
        }

        if (keys.Length <= LineColumns.MessageColumn) throw new CorruptBlockException("the columns of whole lines and messages are missing");
        var shapes = new Shape[reader.ReadCount(LineColumns.MaxShapes)];
        for (var i = 0; i < shapes.Length; i++)
        {
            var skeleton = reader.ReadBytes().Span;
            var columns = new int[skeleton.Count(JsonSkeleton.Hole)];
            for (var j = 0; j < columns.Length; j++) columns[j] = reader.ReadCount(keys.Length - 1);
            shapes[i] = new Shape(skeleton, columns);
        }

        return new BlockLayout(keys, shapes);
    }
}
