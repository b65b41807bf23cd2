using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The user of the access token.</summary>
internal sealed class UserOperations(RecordStore store)
{
    [Operation("fetchMyUser", IsGlobal = true)]
    [Behavior("The user of a token shows the workspace if the token covers only one", Evidence.Documented, "published spec 2026-08, users")]
    public OperationResult? Me(Call call, Record? member)
    {
        var workspace = store.Find("Workspace", call.WorkspaceId)!;
        var user = store.Of("User").FirstOrDefault(one => one.TeamId == workspace.TeamId) ?? throw ApiProblem.Error(404, "User not found");
        var fields = (JsonObject)user.Fields.DeepClone();
        fields["id"] = user.Id;
        fields["public_id"] = user.PublicId;
        fields["platform_application"] = null;
        fields["connected_workspace"] =
            call.Caller.WorkspaceIds.Count != 1
                ? null
                : new JsonObject
                {
                    ["team_id"] = workspace.TeamId,
                    ["team_name"] = store.Find("Team", workspace.TeamId)?.Text("name"),
                    ["workspace_id"] = workspace.Id,
                    ["workspace_name"] = workspace.Text("name"),
                    ["workspace_currency"] = StoredSettings.Of(call).Currency.ToUpperInvariant(),
                    ["workspace_url"] = $"https://{workspace.Text("subdomain")}.myclickfunnels.com",
                };
        return new OperationResult(fields);
    }
}
