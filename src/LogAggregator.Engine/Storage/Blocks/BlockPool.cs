using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Keeps a few blocks' buffers for the next scan. Any thread.</summary>
sealed class BlockPool
{
    /// <summary>4 of some 1.5 MiB: what the usual page of one container needs.</summary>
    const int MaxKept = 4;

    /// <summary>A block of one huge line is not kept.</summary>
    const long MaxKeptCapacity = 4 * 1024 * 1024;

    readonly Lock _lock = new();
    readonly Stack<DecodedBlock> _free = new();

    public DecodedBlock Rent()
    {
        lock (_lock) return _free.TryPop(out var block) ? block : new DecodedBlock();
    }

    public void Return(DecodedBlock block)
    {
        if (block.Capacity > MaxKeptCapacity) return;
        lock (_lock)
        {
            if (_free.Count < MaxKept) _free.Push(block);
        }
    }
}
