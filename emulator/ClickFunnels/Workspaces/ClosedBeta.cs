using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Operations that only some workspaces have.</summary>
internal static class ClosedBeta
{
    /// <summary>Refuses a call in a workspace without the beta.</summary>
    public static void Require(Call call, string what)
    {
        if (!StoredSettings.Of(call).ClosedBeta)
        {
            throw ApiProblem.Error(403, $"{what} are in Closed Beta");
        }
    }
}
