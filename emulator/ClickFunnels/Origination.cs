using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The channel that a record came through.</summary>
internal static class Origination
{
    /// <summary>A property of the channel: the workspace, unless the record names another one.</summary>
    public static object? Channel(Record record, string name) =>
        name switch
        {
            "origination_channel_id" => record.WorkspaceId,
            "origination_channel_public_id" => record.WorkspaceId is { } workspace ? PublicIdCode.Encode(workspace) : null,
            "origination_channel_type" => "Workspace",
            _ => null,
        };
}
