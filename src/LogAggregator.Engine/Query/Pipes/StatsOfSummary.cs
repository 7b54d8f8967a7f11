using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// <c>stats</c> of a block from its directory alone: counts of rows by level, by what the source says, and by one step of time.
/// </summary>
sealed class StatsOfSummary(StatsPipe pipe, StatsGroups groups)
{
    readonly bool _isKnown = pipe.Aggregates.All(a => a is { Function: AggregateFunction.Count, Field: "" })
        && pipe.Keys.All(key => key is TimeStepKey || (key is FieldKey { Field: var field } && SourceValue.IsKnownOf(field)))
        && pipe.Keys.Count(key => key is TimeStepKey) <= 1;

    readonly TimeStepKey? _step = pipe.Keys.OfType<TimeStepKey>().FirstOrDefault();

    readonly bool _byLevelOnly = pipe.Keys.All(key => key is TimeStepKey or FieldKey { Field: FieldNames.Level });

    readonly bool _byService = pipe.Keys.Any(key => key is FieldKey { Field: FieldNames.Service });

    /// <summary>Rows are counted, and by nothing.</summary>
    public bool WantsCounts => _isKnown && pipe.Keys.Length == 0;

    /// <summary>So many rows; only where <see cref="WantsCounts"/> says so. False if there is no memory for the group.</summary>
    public bool Add(long rows) => Add(LogSource.Empty, Level.Info, 0, rows);

    public bool CanAdd(BlockSummary summary)
    {
        if (!_isKnown) return false;
        return IsOneStep(summary) ? !_byService || summary.Shares.All(share => share.Source.Service.Length > 0) : CountsSteps(summary);
    }

    /// <summary>False if there is no memory for another group.</summary>
    public bool Add(BlockSummary summary) => IsOneStep(summary)
        ? summary.Shares.All(share => Add(share.Source, share.Level, summary.FromNs, share.Rows))
        : summary.Steps.Counts.All(step => Add(LogSource.Empty, step.Level, step.StartNs, step.Rows));

    bool IsOneStep(BlockSummary summary) => _step is null || StartOf(summary.FromNs, _step) == StartOf(summary.ToNs, _step);

    bool CountsSteps(BlockSummary summary) => _byLevelOnly && summary.Steps.StepNs > 0 && _step!.StepNs % summary.Steps.StepNs == 0;

    bool Add(LogSource source, Level level, long timestampNs, long rows)
    {
        var key = pipe.Keys.Select(key => key switch
        {
            TimeStepKey step => Value.Time(StartOf(timestampNs, step)),
            FieldKey { Field: FieldNames.Level } => Value.Of(level),
            FieldKey field => SourceValue.Of(source, field.Field),
            _ => Value.Null,
        }).ToArray();
        if (groups.Find(key) is not { } group) return false;
        foreach (var accumulator in group) accumulator.Add(Value.Null, rows);
        return true;
    }

    static long StartOf(long timestampNs, TimeStepKey step) => TimeSteps.StartOf(timestampNs, step.StepNs);
}
