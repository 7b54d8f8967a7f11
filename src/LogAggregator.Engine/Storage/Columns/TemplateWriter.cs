using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Puts the values of a template column together, many at a time: of each template the variables of all its rows among them first, since
/// they stand one behind the other. Immutable.
/// </summary>
sealed class TemplateWriter
{
    readonly Column[][] _variables;
    readonly ValueList _literals = new();
    readonly int[] _firstLiteral;

    /// <param name="templates">With a hole for each variable.</param>
    /// <param name="variables">Of each template; then the column of rows that have none, alone.</param>
    public TemplateWriter(byte[][] templates, Column[][] variables)
    {
        _variables = variables;
        _firstLiteral = new int[variables.Length];
        for (var number = 0; number < variables.Length; number++)
        {
            _firstLiteral[number] = _literals.Count;
            TemplateTokenizer.AddLiterals(number < templates.Length ? templates[number] : [TemplateTokenizer.Hole], _literals);
        }
    }

    public void AppendRange(RowPlaces places, int first, int count, ValueList target, SpareLists spare)
    {
        var values = spare.Take();
        var runs = ArrayPool<Run>.Shared.Rent(_variables.Length);
        Gather(places, first, count, runs.AsSpan(0, _variables.Length), values, spare);
        for (var row = first; row < first + count; row++)
        {
            var number = places.Numbers[row];
            ref readonly var run = ref runs[number];
            var (value, literal) = (run.Values + places.Ordinals[row] - run.First, _firstLiteral[number]);
            for (var variable = 0; variable < _variables[number].Length; variable++, value += run.Count)
            {
                target.AppendValue(_literals, literal++);
                target.AppendValue(values, value);
            }

            target.AppendValue(_literals, literal);
            target.EndValue();
        }

        ArrayPool<Run>.Shared.Return(runs);
        spare.GiveBack(values);
    }

    void Gather(RowPlaces places, int first, int count, Span<Run> runs, ValueList values, SpareLists spare)
    {
        runs.Clear();
        for (var row = first; row < first + count; row++)
        {
            ref var run = ref runs[places.Numbers[row]];
            if (run.Count++ == 0) run.First = places.Ordinals[row];
        }

        for (var number = 0; number < runs.Length; number++)
        {
            ref var run = ref runs[number];
            if (run.Count == 0) continue;
            run.Values = values.Count;
            foreach (var variable in _variables[number]) variable.AppendRange(run.First, run.Count, values, spare);
        }
    }

    /// <summary>Rows of one template: the first one's ordinal, how many, and where the values of their first variable begin.</summary>
    struct Run
    {
        public int First;
        public int Count;
        public int Values;
    }
}
