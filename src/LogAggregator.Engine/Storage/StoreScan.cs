using System.Threading;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage;

/// <summary>Begins scans over a state.</summary>
static class StoreScan
{
    public static Scan Begin(StoreState state, ScanQuery query, SourceTable sources, CancellationToken cancellationToken)
    {
        var scan = new Scan(query, cancellationToken);
        foreach (var generation in state.Sealing) ActiveItem.AddTo(scan, generation.Rows.View(), sources);
        ActiveItem.AddTo(scan, state.Active.Rows.View(), sources);
        return scan;
    }
}
