using System.Collections.Generic;
using System.Diagnostics;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>
/// A question that the source alone answers, nearly always. The answer is kept for each source object, so a scan asks
/// once for each interned source.
/// </summary>
abstract class SourcePredicate : Predicate
{
    /// <summary>Answers kept; then all are forgotten. A live reader meets new sources for months.</summary>
    const int MaxAnswers = 4096;

    readonly Dictionary<LogSource, Tri> _answers = new(ReferenceEqualityComparer.Instance);
    LogSource? _last;
    Tri _lastAnswer;

    public override int Cost => 3;

    public override bool Matches(Candidate candidate) => AnswerFor(candidate.Record.Source) switch
    {
        Tri.Yes => true,
        Tri.No => false,
        _ => DecideByLine(candidate),
    };

    public override Tri Judge(in BlockFacts facts) => facts.Source is { } source ? AnswerFor(source) : Tri.Maybe;

    public override RowSelection Select(BlockView block)
    {
        var answers = new Dictionary<int, Tri>();
        var (may, sure) = (new RowSet(block.Count), new RowSet(block.Count));
        var sources = block.Columns.Sources;
        for (var row = 0; row < sources.Length; row++)
        {
            if (!answers.TryGetValue(sources[row], out var answer)) answers.Add(sources[row], answer = AnswerFor(block.SourceOf(sources[row])));
            if (answer != Tri.No) may.Add(row);
            if (answer == Tri.Yes) sure.Add(row);
        }

        return new RowSelection(may, sure);
    }

    /// <summary><see cref="Tri.Maybe"/>: only the line knows.</summary>
    protected abstract Tri Decide(LogSource source);

    protected virtual bool DecideByLine(Candidate candidate) => throw new UnreachableException("the source alone decides");

    protected static Tri Sure(bool answer) => answer ? Tri.Yes : Tri.No;

    Tri AnswerFor(LogSource source)
    {
        // Fast path: records of one source come in runs.
        if (ReferenceEquals(source, _last)) return _lastAnswer;
        if (!_answers.TryGetValue(source, out var answer))
        {
            if (_answers.Count == MaxAnswers) _answers.Clear();
            _answers.Add(source, answer = Decide(source));
        }

        _last = source;
        _lastAnswer = answer;
        return answer;
    }
}
