namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Schemas that hold when a property is set.</summary>
internal sealed class DependentSchemasCheck()
    : KeyedConstraintCheck(
        "dependentSchemas",
        "dependent-schema",
        "it has to have a certain shape when a property is set",
        "it has to have a certain shape when {0} is set"
    );
