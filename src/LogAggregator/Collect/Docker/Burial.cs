using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// What becomes, once after the first list, of stored positions that no collector has taken. Of a container that was removed while
/// nobody looked: a gap. Of one that is left out by choice: it is marked so, and its removal is no gap then.
/// </summary>
sealed class Burial(EngineLink link, CollectorContext context, StoredPositions positions, string engineName, CancellationToken grace)
{
    bool _done;

    /// <param name="list">The engine's containers: one that is left out now still exists, and keeps its position.</param>
    public async Task RunAsync(IReadOnlyList<ContainerSummary> list)
    {
        if (_done) return;
        try
        {
            var listed = list.Select(container => container.Id).ToHashSet();
            foreach (var id in positions.Untaken(engineName))
            {
                if (listed.Contains(id)) await MarkLeftOutAsync(id);
                else await BuryAsync(id);
            }
            _done = true;
        }
        catch (IOException exception)
        {
            // After the next list again.
            CollectorLog.NotStored(context.Logger, "removed containers", exception.Message);
        }
    }

    async Task MarkLeftOutAsync(string id)
    {
        var stored = positions.Of(id)!;
        var mark = KeyOf(id, stored) + StoredPositions.LeftOutMark;
        if (stored.ContainsKey(mark)) return;
        var batch = new RecordBatch();
        batch.SetPosition(mark, []);
        await context.Pipeline.IngestAsync(batch, Durability.Written, grace);
    }

    async Task BuryAsync(string id)
    {
        var stored = positions.Of(id)!;
        var key = KeyOf(id, stored);
        var identity = ContainerIdentity.Decode(id, stored.GetValueOrDefault(key + "/m") ?? []);
        var intake = new LogIntake(key, context.Pipeline, context.Writers, context.Metrics) { Sources = new SourceTable(identity) };
        if (!intake.Restore(stored)) CollectorLog.BadPosition(context.Logger, identity.Name);
        var gap = stored.ContainsKey(key + StoredPositions.LeftOutMark) ? null : Doubt(intake, identity);
        if (gap is not null) intake.AddGap(gap.Value);
        await intake.CommitRemovalAsync(grace);
        positions.Take(id);
        if (gap is not null) CollectorLog.Gap(context.Logger, gap.Value.Sentence(identity.Name));
    }

    GapRecord? Doubt(LogIntake intake, ContainerIdentity identity)
    {
        var state = ContainerState.Discovered(identity, "removed", link.ApiVersion);
        var seen = new SeenRuns(EverStarted: intake.StartedNs > 0 || intake.FirstNs > 0, BornNs: intake.StartedNs, OpenedNs: 0);
        return Removal.Doubt(intake, state, seen, context.NowNs);
    }

    string KeyOf(string id, IReadOnlyDictionary<string, byte[]> stored) => StoredPositions.KeyOf(engineName, id, stored);
}
