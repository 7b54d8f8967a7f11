using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads what stands behind <c>name:</c>. Each method returns null where an error is set.</summary>
sealed class FieldParser(QueryCursor cursor, ColumnScope scope, DateTimeOffset now)
{
    /// <param name="typedName">The name, already taken with its colon.</param>
    /// <param name="nameStart">Where it began.</param>
    public Filter? Parse(string typedName, int nameStart)
    {
        var start = cursor.At;
        if (typedName is "since" or "until") return TimeBoundParser.Parse(cursor, scope, typedName, nameStart, now);
        if (scope.Resolve(typedName) is not { } name)
            return cursor.Fail<Filter>(nameStart, scope.MissingMessage(typedName));
        return name switch
        {
            _ when cursor.AtEnd || cursor.AtSpace => cursor.Fail<Filter>(
                start, $"expected a value right after \"{typedName}:\"; to search for this text, put it in quotes"),
            FieldNames.Level => LevelParser.Parse(cursor),
            FieldNames.Timestamp or TimeStepKey.ColumnName => TimeBoundParser.ParseComparison(cursor),
            _ => ParseTest(typedName, name),
        };
    }

    /// <summary>Takes <c>until:…</c> if it comes next, and makes one range of both.</summary>
    public Filter? ParseUntilAfter(TimeRange since)
    {
        var end = cursor.At;
        cursor.SkipSpace();
        cursor.TryTakeWord("and");
        var start = cursor.At;
        if (NameParser.TryTakeBeforeColon(cursor, scope, out var name) && name == "until")
            return Parse(name, start) is TimeRange until ? since with { ToNs = until.ToNs } : null;
        cursor.At = end;
        return since;
    }

    Filter? ParseTest(string typedName, string name)
    {
        switch (cursor.Current)
        {
            case '=':
                cursor.At++;
                return ReadValue(inList: false) is { } exact ? new FieldIs(name, new ExactlyEqualTo(exact.Text)) : null;
            case '~':
                return RegexParser.Read(cursor) is { } pattern ? new FieldIs(name, new Matches(pattern)) : null;
            case '<' or '>':
                return CompareParser.Parse(cursor) is { } compare ? new FieldIs(name, compare) : null;
            case '!':
                return cursor.Fail<Filter>(cursor.At, $"to exclude a value, write -{typedName}:value");
            default:
                if (cursor.IsAtWord("in") && cursor.Peek(2) == '(') return ParseList(typedName, name);
                return ReadValue(inList: false) is { } token ? FromValue(typedName, name, token) : null;
        }
    }

    Filter? ParseList(string typedName, string name)
    {
        cursor.At += "in(".Length;
        var filters = new List<Filter>();
        do
        {
            cursor.SkipSpace();
            if (ReadValue(inList: true) is not { } token || FromValue(typedName, name, token) is not { } filter) return null;
            filters.Add(filter);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));

        if (!cursor.TryTake(')')) return cursor.Fail<Filter>(cursor.At, $"expected , or ) in the list, found {cursor.Found}");
        return filters.Count == 1 ? filters[0] : new Or([.. filters]);
    }

    TextToken? ReadValue(bool inList)
    {
        if (cursor.Current == '(')
            return cursor.Fail<TextToken>(cursor.At, "expected a value; for several write in(a, b)");
        var token = TextToken.Read(cursor, inList);
        return token is { IsEmpty: true } ? cursor.Fail<TextToken>(token.Start, $"expected a value, found {cursor.Found}") : token;
    }

    /// <summary>What a plain value means depends on the field.</summary>
    Filter? FromValue(string typedName, string name, TextToken token)
    {
        if (token.IsStar) return new FieldIs(name, HasValue.Instance);
        if (name == FieldNames.Stream) return StreamFilter(token);
        if (token.HasStar) return new FieldIs(name, new Like(token.Parts));
        var text = token.Text;
        return name switch
        {
            FieldNames.ContainerName when typedName == "container" => new ContainerIs(text),
            FieldNames.Service => new ServiceIs(text),
            FieldNames.Project => new ProjectIs(text),
            FieldNames.Host => new HostIs(text),
            FieldNames.Image => new ImageIs(text),
            FieldNames.Id when RecordId.TryParse(text, out var id) => new IdIs(id),
            "is" when text == "gap" && !scope.IsTable => new IsGap(),
            "is" when text == "lifecycle" && !scope.IsTable => new IsLifecycle(),
            FieldNames.Message when token.IsQuoted => new FieldIs(name, new HoldsPhrase(text)),
            FieldNames.Message => new FieldIs(name, new Like(["", text, ""])),
            _ => new FieldIs(name, new EqualTo(text)),
        };
    }

    Filter? StreamFilter(TextToken token) => token.Text.ToLowerInvariant() switch
    {
        "stdout" => new StreamIs(OutputStream.Stdout),
        "stderr" => new StreamIs(OutputStream.Stderr),
        "none" => new StreamIs(OutputStream.None),
        _ => cursor.Fail<Filter>(token.Start, "expected stdout, stderr or none (not from a container's output)"),
    };
}
