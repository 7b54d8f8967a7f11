using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>A chunk in memory that a scan has not looked at yet.</summary>
sealed class ActiveItem : UnopenedItem
{
    readonly ActiveView _view;
    readonly ActiveChunk _chunk;
    readonly SourceTable _sources;

    public ActiveItem(in ActiveView view, ActiveChunk chunk, SourceTable sources, ScanOrder order)
    {
        (_view, _chunk, _sources) = (view, chunk, sources);
        Key = chunk.Bounds.FirstKey(order);
    }

    /// <summary>Gives the scan every chunk that can have matching rows.</summary>
    public static void AddTo(Scan scan, in ActiveView view, SourceTable sources)
    {
        var query = scan.Query;
        foreach (var chunk in view.Chunks.Span)
        {
            var bounds = chunk.Bounds;
            if (!query.IsBehind(bounds.LastKey(query.Order))) continue;
            if (query.Filter.Judge(null, LevelSet.All, bounds.MinTimestampNs, bounds.MaxTimestampNs) == Verdict.NoneMatches) continue;
            scan.Add(new ActiveItem(view, chunk, sources, query.Order));
        }
    }

    public override void Open(Scan scan)
    {
        var count = _view.CountOf(_chunk);
        if (!MayHave(count, scan.Query.Filter)) return;
        var cursor = new ActiveCursor(_view, _chunk, _sources, count);
        for (var i = 0; i < count; i++)
        {
            var key = SortKey.Of(scan.Query.Order, _chunk.IdAt(i), _chunk[i].ObservedNs);
            if (scan.Query.IsBehind(key)) cursor.Add(key, i, isSure: false);
        }

        scan.Add(cursor);
    }

    /// <summary>Lines stand one behind the other in their slabs: all of a chunk are looked at together before each is by itself.</summary>
    bool MayHave(int count, ScanFilter filter)
    {
        for (int first = 0, next = 1; next <= count; next++)
        {
            if (next < count && _chunk[next].Slab == _chunk[first].Slab) continue;
            if (filter.MayHave(_view.Lines.Lines(_chunk[first], _chunk[next - 1]))) return true;
            first = next;
        }

        return false;
    }
}
