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

    protected override int Print(int row, int rows, PrintedLines lines)
    {
        ref readonly var active = ref chunk[row];
        lines.Add(view.Lines.Line(active).Span, active.Flags);
        return 1;
    }

    protected override StoredRecord RecordAt(int row) => view.RecordAt(chunk, row, sources);
}
