using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>The log messages of connecting accounts. They contain workspaces and reasons; never codes, states, tokens or secrets.</summary>
internal static partial class ConnectLog
{
    [LoggerMessage(1, LogLevel.Information, "Workspace {WorkspaceId} was connected.")]
    public static partial void Connected(ILogger logger, long workspaceId);

    [LoggerMessage(2, LogLevel.Information, "A user was connected, with all of the user's workspaces.")]
    public static partial void UserConnected(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Workspace {WorkspaceId} was disconnected.")]
    public static partial void Disconnected(ILogger logger, long workspaceId);

    [LoggerMessage(4, LogLevel.Warning, "An account could not be connected: {Reason}.")]
    public static partial void Failed(ILogger logger, Exception? exception, ClickFunnelsConnectFailure reason);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "A callback does not match an attempt of its browser: the cookie is missing or expired, or it has another state or user. "
            + "If this happens every time, make sure that customers start on the host of the redirect URI."
    )]
    public static partial void UnknownAttempt(ILogger logger);

    [LoggerMessage(6, LogLevel.Error, "The token of workspace {WorkspaceId} could not be stored. It will be revoked.")]
    public static partial void NotStored(ILogger logger, Exception exception, long workspaceId);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "A token that could not be stored could not be revoked either. Remove the installation of workspace {WorkspaceId} manually."
    )]
    public static partial void NotRevoked(ILogger logger, Exception exception, long? workspaceId);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "Tokens are kept in memory. They are lost when the process restarts, and customers have to connect again. Register an "
            + "IOAuthTokenStore that persists them."
    )]
    public static partial void KeptInMemory(ILogger logger);
}
