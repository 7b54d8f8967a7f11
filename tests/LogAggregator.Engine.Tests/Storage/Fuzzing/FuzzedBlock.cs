using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Tests.Storage.Fuzzing;

/// <summary>The chunks of a block that was written, and everything that a reader does with them.</summary>
sealed class FuzzedBlock
{
    const int LayoutChunk = 1;
    const string Text = "fail7";

    readonly byte[][] _chunks;

    FuzzedBlock(byte[][] chunks) => _chunks = chunks;

    /// <summary>Number of a chunk: rows, layout, columns, tokens, outline.</summary>
    public IEnumerable<int> Chunks => Enumerable.Range(0, _chunks.Length);

    public byte[] this[int chunk] => _chunks[chunk];

    public static FuzzedBlock Of(IReadOnlyList<byte[]> lines, int level)
    {
        var writer = new ColumnBlockWriter(level);
        for (var i = 0; i < lines.Count; i++)
            writer.Add((ulong)(i * 3), 1_000 + i * 7_000_000L, 1_000 + i * 7_000_000L + i % 3, (Level)(i % 6), (RecordFlags)(i % 2), i % 4, lines[i]);
        var chunks = new BlockChunks();
        writer.Write(chunks);
        return new FuzzedBlock([.. Enumerable.Range(0, chunks.Ends.Count).Select(i => chunks.ChunkAt(i).ToArray())]);
    }

    /// <summary>Reads all there is, with one chunk in place of its own.</summary>
    /// <exception cref="CorruptBlockException">It cannot be read.</exception>
    public void ReadWith(int replaced, byte[] chunk)
    {
        ReadOnlyMemory<byte> ChunkAt(int index) => index == replaced ? chunk : index < _chunks.Length ? _chunks[index] : throw new CorruptBlockException("no such chunk");
        var tokens = TokenFilter.Decode(ChunkAt(_chunks.Length - 2));
        _ = tokens.MayHave(0x1234_5678_9ABC_DEF0);
        var outline = BlockOutline.Decode(ChunkAt(_chunks.Length - 1), BlockLayout.Decode(ChunkAt(LayoutChunk)));
        using var buffers = new ReadBuffers();
        ReadRows(new ColumnBlock(ChunkAt, 4, outline, buffers));
    }

    /// <summary>What stands in the place of a column is asked as readers do: whole, row by row, and for a text.</summary>
    static void ReadRows(ColumnBlock block)
    {
        _ = block.Sequences.Length + block.TimestampsNs.Length + block.ObservedNs.Length + block.Levels.Length + block.Flags.Length + block.Sources.Length;
        var target = new ValueList();
        for (var column = 0; column < block.Keys.Length; column++)
        {
            var decoded = block.ColumnAt(column);
            _ = (decoded.Integers.Length, decoded.Distinct, decoded.TemplatesBy(block.Outline.Of(column)?.Forms), decoded.Alphabet);
            decoded.Outline(new FormList());
            decoded.AppendAll(target);
            decoded.Find(new TextTest(Text, TextFinder.For(Text), wholeWords: false) { Escaped = block.Keys[column].IsQuoted }, new RowSet(decoded.Count));
            target.Clear();
        }

        for (var row = 0; row < block.Count; row += 1 + block.Count / 100)
        {
            block.AppendLine(row, target);
            target.Clear();
        }
    }
}
