using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Says why an engine cannot be reached and what to do about it, in one or two sentences for people.</summary>
static class Unavailability
{
    /// <param name="endpoint">Whom we called.</param>
    /// <param name="exception">What the connection threw.</param>
    /// <param name="groupOf">Tells the group of a socket, null if unknown.</param>
    public static string Describe(DockerEndpoint endpoint, Exception exception, Func<string, uint?> groupOf)
        => (Find<SocketException>(exception)?.SocketErrorCode, endpoint.SocketPath) switch
        {
            // A unix socket that is not there: .NET says AddressNotAvailable for ENOENT.
            (SocketError.AddressNotAvailable, { } path) => Missing(path),
            (SocketError.AccessDenied, { } path) => Denied(path, groupOf(path)),
            (SocketError.ConnectionRefused, { } path)
                => $"Nobody listens at {path}. Is the Docker daemon running? If it was started again, its socket is a new file: mount the directory or restart this container.",
            (SocketError.ConnectionRefused, null)
                => $"{endpoint.Text} refuses the connection. Is the Docker daemon, or the proxy before it, running and listening there?",
            (SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData, null)
                => $"The host of {endpoint.Text} is not known. Check DOCKER_HOST and the network of this container.",
            _ => DescribeOther(endpoint, exception),
        };

    public static string TimedOut(DockerEndpoint endpoint, TimeSpan after)
        => $"{endpoint.Text} did not answer within {after.TotalSeconds:0} seconds. The Docker daemon may be overloaded or hang.";

    static string DescribeOther(DockerEndpoint endpoint, Exception exception)
    {
        if (Find<AuthenticationException>(exception) is { } authentication)
            return $"TLS with {endpoint.Text} failed: {Innermost(authentication).Message} Check ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH, "
                + "and that the engine's certificate names this host.";
        if (Find<TimeoutException>(exception) is not null)
            return $"{endpoint.Text} does not accept connections in time. Check the address, the firewall and whether the daemon hangs.";
        if (Find<HttpRequestException>(exception)?.HttpRequestError == HttpRequestError.InvalidResponse
            || Find<HttpIOException>(exception)?.HttpRequestError == HttpRequestError.InvalidResponse)
            return $"{endpoint.Text} does not answer as a Docker engine: {Innermost(exception).Message} Does it expect TLS? Then set DOCKER_CERT_PATH.";
        var failure = $"The connection to {endpoint.Text} failed: {Innermost(exception).Message}";
        // With TLS 1.3 our side of the handshake is over before the engine looks at our certificate: that it refuses it is seen as a cut.
        return endpoint.Tls is null ? failure
            : failure + ". An engine that does not accept the client's certificate ends connections like this: check cert.pem and key.pem in DOCKER_CERT_PATH.";
    }

    static string Missing(string path)
        => $"There is no socket at {path}. Mount it into this container (-v /var/run/docker.sock:{path}:ro), or set DOCKER_HOST to where the engine listens.";

    static string Denied(string path, uint? group)
        => group is null
            ? $"{path} may not be opened by this user. Add the group that owns it to this container (group_add)."
            : $"{path} may not be opened by this user. It belongs to group {group}: add group_add: [\"{group}\"] to the service in docker-compose.yml, "
                + $"or --group-add {group} to docker run.";

    static T? Find<T>(Exception? exception) where T : Exception
    {
        while (exception is not (null or T))
            exception = exception.InnerException;
        return (T?)exception;
    }

    static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
