using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>All that is logged of connecting: workspaces, reasons and failures; never codes, states, tokens or secrets.</summary>
internal static partial class ConnectLog
{
    [LoggerMessage(1, LogLevel.Information, "Workspace {WorkspaceId} was connected.")]
    public static partial void Connected(ILogger logger, long workspaceId);

    [LoggerMessage(2, LogLevel.Information, "A user was connected with all of their workspaces.")]
    public static partial void UserConnected(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Workspace {WorkspaceId} was disconnected.")]
    public static partial void Disconnected(ILogger logger, long workspaceId);

    [LoggerMessage(4, LogLevel.Warning, "An account was not connected: {Reason}.")]
    public static partial void Failed(ILogger logger, Exception? exception, ClickFunnelsConnectFailure reason);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "A callback does not belong to an attempt of its browser: the cookie is missing, too old, or of another state or "
            + "user. When it happens always, let customers start under the host of the redirect URI."
    )]
    public static partial void UnknownAttempt(ILogger logger);

    [LoggerMessage(6, LogLevel.Error, "The token of workspace {WorkspaceId} could not be stored, so it is revoked.")]
    public static partial void NotStored(ILogger logger, Exception exception, long workspaceId);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "A token that could not be stored could not be revoked either: remove the installation of workspace {WorkspaceId} by hand."
    )]
    public static partial void NotRevoked(ILogger logger, Exception exception, long? workspaceId);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "Tokens are kept in memory: a restart loses them, and customers have to connect again. Register an IOAuthTokenStore of your own."
    )]
    public static partial void KeptInMemory(ILogger logger);
}
