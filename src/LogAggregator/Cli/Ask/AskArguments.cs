using System;
using LogAggregator.Engine.Query.Syntax;

namespace LogAggregator.Cli.Ask;

/// <summary>What <c>query</c> and <c>tail</c> were asked for.</summary>
/// <param name="Text">The query as typed.</param>
/// <param name="Service">Where the service answers.</param>
sealed record AskArguments(string Text, Uri Service)
{
    /// <param name="text">The query; null and empty are every record.</param>
    /// <param name="url">Of the service, or null for this machine.</param>
    /// <param name="port">Of the service on this machine.</param>
    /// <param name="now">What <c>since:15m</c> counts back from.</param>
    /// <param name="result">If there is no error.</param>
    /// <returns>What is wrong, for a person on a terminal, or null.</returns>
    public static string? Read(string? text, string? url, int port, DateTimeOffset now, out AskArguments result)
    {
        text ??= "";
        var known = Uri.TryCreate(url ?? $"http://127.0.0.1:{port}", UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        result = new AskArguments(text, known ? address! : new Uri("http://127.0.0.1"));
        if (!known) return $"--url: '{url}' is not allowed; it must be the address of the service, such as http://127.0.0.1:8022.";
        return QueryParser.TryParse(text, now, out _, out var error) ? null : error.Render(text);
    }

    /// <summary>The address of a path of the service.</summary>
    public Uri AddressOf(string path, string query) => new(Service.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + "?" + query);
}
