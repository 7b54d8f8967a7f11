using System;
using System.Collections.Generic;

namespace LogAggregator.Configuration;

/// <summary>Origins as browsers send them: scheme, host and a port if it is not the usual one. <c>*</c> is any.</summary>
static class Origins
{
    public const string Any = "*";

    public static bool TryParse(string text, out IReadOnlyList<string> origins)
    {
        origins = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var origin in origins)
            if (origin != Any && !IsOrigin(origin)) return false;
        return origins.Count > 0;
    }

    static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
