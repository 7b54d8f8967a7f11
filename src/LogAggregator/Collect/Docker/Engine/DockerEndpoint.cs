using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Where an engine listens: a unix socket, or a host and port with or without TLS.</summary>
/// <param name="Text">As configured, such as <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="SocketPath">Of a unix socket, else null.</param>
/// <param name="BaseAddress">What requests are relative to; of a unix socket only a name for the Host header.</param>
/// <param name="Tls">How to prove and check identities; null without certificates.</param>
sealed record DockerEndpoint(string Text, string? SocketPath, Uri BaseAddress, DockerTls? Tls)
{
    public const string Default = "unix:///var/run/docker.sock";

    /// <summary>The kernel's limit for the path of a unix socket.</summary>
    const int MaxSocketPathBytes = 107;

    const int PlainPort = 2375;
    const int TlsPort = 2376;

    /// <summary>Reads the entries of DOCKER_HOST, separated by commas. Certificates are those of all of them.</summary>
    /// <param name="hosts"><c>unix://path</c>, a path alone, <c>tcp://host[:port]</c>, <c>http://</c>, <c>https://</c>.</param>
    /// <param name="tls">If given, <c>tcp://</c> speaks TLS.</param>
    /// <param name="problems">A sentence for each entry that cannot be used.</param>
    public static IReadOnlyList<DockerEndpoint> ParseAll(string hosts, DockerTls? tls, out IReadOnlyList<string> problems)
    {
        var endpoints = new List<DockerEndpoint>();
        var found = new List<string>();
        foreach (var entry in hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryParse(entry, tls, out var endpoint, out var problem))
                found.Add(problem);
            else if (endpoints.Exists(other => other.Text == endpoint.Text))
                found.Add($"'{entry}' is named twice.");
            else
                endpoints.Add(endpoint);
        }
        problems = found;
        return endpoints;
    }

    public static bool TryParse(
        string text, DockerTls? tls, [NotNullWhen(true)] out DockerEndpoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        if (text.StartsWith('/'))
            return TryParseSocket(text, text, out endpoint, out problem);
        if (text.StartsWith("unix://", StringComparison.Ordinal))
            return TryParseSocket(text, text["unix://".Length..], out endpoint, out problem);
        if (text.StartsWith("ssh://", StringComparison.Ordinal) || text.StartsWith("npipe:", StringComparison.Ordinal))
        {
            problem = $"'{text}' is not supported; use unix:///path/of/the/socket or tcp://host:port.";
            return false;
        }
        return TryParseHost(text, tls, out endpoint, out problem);
    }

    static bool TryParseSocket(string text, string path, out DockerEndpoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        problem = null;
        if (!path.StartsWith('/') || path.Length == 1)
            problem = $"'{text}' must name a socket by its full path, such as {Default}.";
        else if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxSocketPathBytes)
            problem = $"'{text}' is too long: the path of a socket has at most {MaxSocketPathBytes} bytes.";
        else
            endpoint = new DockerEndpoint(text, path, new Uri("http://docker"), null);
        return problem is null;
    }

    static bool TryParseHost(string text, DockerTls? tls, out DockerEndpoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("tcp" or "http" or "https") || uri.Host.Length == 0)
        {
            problem = $"'{text}' must be unix:///path, tcp://host:port, http://host:port or https://host:port.";
            return false;
        }
        if (uri.UserInfo.Length > 0 || uri.AbsolutePath.Length > 1 || uri.Query.Length > 0)
        {
            problem = $"'{text}' must be a host and a port alone, without user, path or query.";
            return false;
        }
        var encrypted = uri.Scheme == "https" || (uri.Scheme == "tcp" && tls is not null);
        var port = text.EndsWith(":" + uri.Port, StringComparison.Ordinal) || text.EndsWith(":" + uri.Port + "/", StringComparison.Ordinal)
            ? uri.Port
            : encrypted ? TlsPort : PlainPort;
        endpoint = new DockerEndpoint(text, null, new UriBuilder(encrypted ? "https" : "http", uri.Host, port).Uri, encrypted ? tls : null);
        return true;
    }
}
