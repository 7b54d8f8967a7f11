using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Values taken apart by their frequent templates.</summary>
sealed class TemplateSplit
{
    /// <summary>More templates than this share of the rows say that the text has none.</summary>
    const double MaxTemplateShare = 0.25;

    public ValueList Templates { get; } = new();

    /// <summary>The template of each row; the number of templates where it has none.</summary>
    public int[] Numbers { get; private set; } = [];

    /// <summary>For each template, for each variable, the values of its rows.</summary>
    public List<ValueList[]> Variables { get; } = [];

    /// <summary>The rows without a template, whole.</summary>
    public ValueList Rest { get; } = new();

    /// <summary>False where too few rows have a frequent template, or it says nothing.</summary>
    public static bool TryRun(ValueList values, int minRows, out TemplateSplit split)
    {
        split = new TemplateSplit();
        var all = new ByteDictionary();
        var numbers = new int[values.Count];
        var counts = new List<int>();
        var template = new byte[TemplateTokenizer.MaxLength];
        Span<Range> variables = stackalloc Range[TemplateTokenizer.MaxVariables];
        for (var row = 0; row < values.Count; row++)
        {
            numbers[row] = -1;
            if (!TemplateTokenizer.TrySplit(values[row], template, variables, out var length, out _)) continue;
            numbers[row] = all.Add(template.AsSpan(0, length));
            if (numbers[row] == counts.Count) counts.Add(0);
            counts[numbers[row]]++;
            if (row == 512 && all.Count > 384) return false;
        }

        return split.Keep(values, all, counts, numbers, minRows);
    }

    bool Keep(ValueList values, ByteDictionary all, List<int> counts, int[] numbers, int minRows)
    {
        var kept = new int[counts.Count];
        for (var i = 0; i < counts.Count; i++)
        {
            kept[i] = -1;
            if (counts[i] < minRows) continue;
            kept[i] = Templates.Count;
            var text = all.Values[i];
            Templates.Add(text);
            var lists = new ValueList[text.Count(TemplateTokenizer.Hole)];
            for (var j = 0; j < lists.Length; j++) lists[j] = new ValueList();
            Variables.Add(lists);
        }

        var isOneVariable = Templates.Count == 1 && Templates.ByteLength == 1;
        if (Templates.Count == 0 || isOneVariable || Templates.Count > values.Count * MaxTemplateShare) return false;
        Fill(values, numbers, kept);
        return Rest.Count <= values.Count / 2;
    }

    void Fill(ValueList values, int[] numbers, int[] kept)
    {
        Numbers = numbers;
        var template = new byte[TemplateTokenizer.MaxLength];
        Span<Range> variables = stackalloc Range[TemplateTokenizer.MaxVariables];
        for (var row = 0; row < values.Count; row++)
        {
            var number = numbers[row] < 0 ? -1 : kept[numbers[row]];
            if (number < 0)
            {
                numbers[row] = Templates.Count;
                Rest.Add(values[row]);
                continue;
            }

            numbers[row] = number;
            var lists = Variables[number];
            if (lists.Length == 0) continue;
            TemplateTokenizer.TrySplit(values[row], template, variables, out _, out _);
            for (var i = 0; i < lists.Length; i++) lists[i].Add(values[row][variables[i]]);
        }
    }
}
