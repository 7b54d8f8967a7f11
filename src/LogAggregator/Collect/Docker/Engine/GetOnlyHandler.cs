using System;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Lets through what reading logs takes and nothing else: access to Docker's socket is power over the machine, and even a
/// GET can read any file of a container or attach to its input. Every request to an engine passes here.
/// </summary>
sealed partial class GetOnlyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Allows(request.Method, request.RequestUri!.AbsolutePath)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"{request.Method} {request.RequestUri.AbsolutePath} may not be sent to a Docker engine.");

    public static bool Allows(HttpMethod method, string path) => method == HttpMethod.Get && Allowed().IsMatch(path);

    [GeneratedRegex(@"\A(/v\d+\.\d+)?/(_ping|version|info|events|containers/json|containers/[A-Za-z0-9][A-Za-z0-9_.-]*/(json|logs))\z")]
    private static partial Regex Allowed();
}
