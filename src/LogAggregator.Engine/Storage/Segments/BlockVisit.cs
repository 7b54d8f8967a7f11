using System;
using System.IO;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// Gives the matching rows of one block to a consumer, in two steps: the long one beside whatever else is done, the short one in turn. A block
/// that cannot be read is left out, and told.
/// </summary>
sealed class BlockVisit(Segment segment, int index, Verdict verdict, StoreCore core, RowConsumer consumer) : IDisposable
{
    FoundBlock? _block;
    Func<bool>? _add;

    /// <summary>Any thread.</summary>
    /// <param name="filter">Not used elsewhere meanwhile.</param>
    /// <param name="buffers">Gives those for the block.</param>
    public void Prepare(ScanFilter filter, Func<ReadBuffers> buffers)
    {
        if (segment.IsDamaged(index)) return;
        try
        {
            if (verdict == Verdict.LookAtEach)
            {
                var foreseen = segment.Foresee(index, filter, core);
                if (!foreseen.MayMatch) return;
                if (consumer.WantsCounts && foreseen.Rows is { } count)
                {
                    _add = () => consumer.Take(count);
                    return;
                }
            }

            _block = new FoundBlock(segment, index, verdict == Verdict.AllMatch, filter, buffers(), core);
            _add = consumer.Prepare(_block);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
        }
    }

    /// <summary>False if the consumer wants no more. For the consumer's thread, after <see cref="Prepare"/>.</summary>
    public bool Finish()
    {
        try
        {
            return _add is null || _add();
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
            return true;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Gives back what the block was read into. Nothing is prepared or finished any more.</summary>
    public void Dispose() => _block?.Dispose();
}
