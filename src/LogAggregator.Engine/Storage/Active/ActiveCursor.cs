using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Active;

sealed class ActiveCursor(ActiveView view, ActiveChunk chunk, SourceTable sources, int capacity) : CandidateCursor(capacity)
{
    protected override bool Matches(int row, ScanFilter filter)
    {
        ref readonly var active = ref chunk[row];
        return filter.Matches(sources[active.Source], chunk.IdAt(row), active.Level, active.Flags, view.Lines.Line(active));
    }

    protected override StoredRecord RecordAt(int row) => view.RecordAt(chunk, row, sources);
}
