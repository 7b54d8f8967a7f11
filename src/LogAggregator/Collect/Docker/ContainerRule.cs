using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// One entry of COLLECT_INCLUDE or COLLECT_EXCLUDE: <c>name=glob</c> or a bare glob, <c>image=glob</c>, <c>label=key</c>,
/// <c>label=key=glob</c>. A glob knows <c>*</c> and <c>?</c>, minds the case and must match the whole.
/// </summary>
/// <param name="Field">What is looked at.</param>
/// <param name="Key">Of the label, else empty.</param>
/// <param name="Glob">What it must be.</param>
sealed record ContainerRule(ContainerRuleField Field, string Key, string Glob)
{
    public static bool TryParse(string entry, [NotNullWhen(true)] out ContainerRule? rule, [NotNullWhen(false)] out string? problem)
    {
        rule = null;
        problem = null;
        var equals = entry.IndexOf('=');
        var (field, value) = equals < 0 ? ("name", entry) : (entry[..equals].Trim(), entry[(equals + 1)..].Trim());
        if (value.Length == 0)
        {
            problem = $"'{entry}' says nothing after '='.";
            return false;
        }
        rule = field switch
        {
            "name" => new ContainerRule(ContainerRuleField.Name, "", value),
            "image" => new ContainerRule(ContainerRuleField.Image, "", value),
            "label" => ParseLabel(value),
            _ => null,
        };
        if (rule is null || (rule.Field == ContainerRuleField.Label && rule.Key.Length == 0))
        {
            rule = null;
            problem = $"'{entry}' must be name=…, image=…, label=key, label=key=value, or the name alone; * and ? stand for any characters.";
        }
        return rule is not null;
    }

    public bool Matches(string name, string image, IReadOnlyDictionary<string, string> labels) => Field switch
    {
        ContainerRuleField.Name => IsMatch(name),
        ContainerRuleField.Image => IsMatch(image) || IsMatch(WithoutTag(image)),
        _ => labels.TryGetValue(Key, out var value) && IsMatch(value),
    };

    static ContainerRule ParseLabel(string value)
    {
        var equals = value.IndexOf('=');
        return equals < 0
            ? new ContainerRule(ContainerRuleField.Label, value, "*")
            : new ContainerRule(ContainerRuleField.Label, value[..equals].Trim(), value[(equals + 1)..].Trim());
    }

    /// <summary><c>registry:5000/team/web:1.2@sha256:…</c> is also known as <c>registry:5000/team/web</c>.</summary>
    static string WithoutTag(string image)
    {
        var digest = image.IndexOf('@');
        var name = digest < 0 ? image : image[..digest];
        var tag = name.LastIndexOf(':');
        return tag > name.LastIndexOf('/') ? name[..tag] : name;
    }

    bool IsMatch(string value)
        => Glob == "*" || (Glob.Length == 0 ? value.Length == 0 : FileSystemName.MatchesSimpleExpression(Glob, value, ignoreCase: false));
}

enum ContainerRuleField
{
    Name,
    Image,
    Label,
}
