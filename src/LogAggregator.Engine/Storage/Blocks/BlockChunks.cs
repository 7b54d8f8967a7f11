using System;
using System.Buffers;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>The chunks of an encoded block, one after another.</summary>
sealed class BlockChunks
{
    readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Where each chunk ends in <see cref="Bytes"/>.</summary>
    public List<int> Ends { get; } = [];

    public ReadOnlyMemory<byte> ChunkAt(int index) => Bytes[(index == 0 ? 0 : Ends[index - 1])..Ends[index]];

    public void Add(ReadOnlySpan<byte> chunk)
    {
        _bytes.Write(chunk);
        Ends.Add(_bytes.WrittenCount);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Ends.Clear();
    }
}
