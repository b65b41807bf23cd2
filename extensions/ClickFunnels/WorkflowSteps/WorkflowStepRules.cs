using System.Linq;
using Newtonsoft.Json.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules on the settings of workflow steps, which the service accepts and does not follow.</summary>
internal static class WorkflowStepRules
{
    // Settings are flat, or below the name of the kind of step.
    private const int Depth = 2;

    public static string? Broken(JObject? settings, bool isUpdate) =>
        settings is null ? null
        : Holds(settings, "course_ids", Depth) && !Holds(settings, "section_ids", Depth)
            ? "course_ids of an enroll step enroll nobody. Name the sections in section_ids."
        : isUpdate && Has(settings, "template_id", Depth)
            ? "template_id of a step is set on creation only, because the step gets a copy of the template. Change the "
                + "copy, or create a new step."
        : null;

    private static bool Has(JObject settings, string name, int depth) =>
        settings.ContainsKey(name) || (depth > 1 && settings.PropertyValues().OfType<JObject>().Any(part => Has(part, name, depth - 1)));

    private static bool Holds(JObject settings, string name, int depth) =>
        settings[name] is { Type: not JTokenType.Null } and not JArray { Count: 0 }
        || (depth > 1 && settings.PropertyValues().OfType<JObject>().Any(part => Holds(part, name, depth - 1)));
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class WorkflowStepCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => WorkflowStepRules.Broken(StepTypeSettings, isUpdate: false);
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class WorkflowStepUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => WorkflowStepRules.Broken(StepTypeSettings, isUpdate: true);
}
