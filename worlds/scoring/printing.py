"""Scores for people: a line a kind, then where recall falls, then what innocents pay."""

from collections.abc import Mapping
from typing import Any


def print_world_score(score: Mapping[str, Any], naive: Mapping[str, Mapping[str, Any]] | None = None) -> list[str]:
    """Say how findings did; beside them the naive readers, where their scores are given."""
    out = [f"world {score['world'] or 'sample'}, seed {score['seed']}, {score['size'] or 'few'} accounts"]
    out.append(f"{'kind':<12}{'said':>7}{'right':>7}{'planted':>9}{'P':>7}{'R':>7}{'R found':>9}{'F1':>7}{'PR-AUC':>8}")
    for kind, one in score["kinds"].items():
        out.append(
            f"{kind:<12}{one['said']:>7}{one['right']:>7}{one['planted']:>9}{one['precision']:>7.3f}"
            f"{one['recall']:>7.3f}{_format_number(one.get('recall_findable'), 9)}{one['f1']:>7.3f}"
            f"{_format_number(one.get('pr_auc'), 8)}"
        )
    for kind in ("alias", "succession"):
        one = score["kinds"][kind]
        tops = ", ".join(f"{top} {_format_number(value)}" for top, value in one["precision_at"].items())
        calibration = (
            f"calibration error {one['calibration_error']:.4f}, Brier {one['brier']:.4f}"
            if one["calibrated"]
            else "not calibrated"
        )
        out.append(f"{kind}: precision at {tops}; {calibration}")
        at = ", ".join(
            f"{target} {_format_number(value)}" for target, value in one["precision_at_recall_findable"].items()
        )
        out.append(f"  precision at recall of what could be found: {at}")
        at = ", ".join(f"{least} {part['recall_findable']:.3f}" for least, part in one["recall_at_precision"].items())
        out.append(f"  recall of what could be found, at precision: {at}")
        for least, part in one["at_probability"].items():
            rates = f"precision {part['precision']:.3f}, recall {part['recall']:.3f}"
            out.append(f"  from probability {least}: {part['said']} said, {rates}")
        for name, parts in one["precision_by"].items():
            told = ", ".join(f"{label} {part['precision']:.2f} of {part['said']}" for label, part in parts.items())
            out += [f"  precision by {name}: {told}"] if told else []
        bins = [part for part in one["reliability"] or () if part["count"]]
        told = ", ".join(f"{part['mean']:.2f} is {part['share']:.2f} of {part['count']}" for part in bins)
        out += [f"  true at probability: {told}"] if told else []
        for name, parts in one["by"].items():
            told = ", ".join(f"{label} {part['recall']:.2f} of {part['planted']}" for label, part in parts.items())
            out += [f"  recall by {name}: {told}"] if told else []
        told = ", ".join(
            f"{label} {part['per_thousand']:.1f} ({part['touched']} of {part['innocents']})"
            for label, part in one["false_per_thousand"].items()
            if part["per_thousand"] is not None
        )
        out.append(f"  false findings for 1,000 innocents: {told}")
    cubed = score["kinds"]["alias"]["b_cubed"]
    out.append(
        f"aliases, B-cubed: precision {cubed['precision']:.3f}, recall {cubed['recall']:.3f}, F1 {cubed['f1']:.3f}"
    )
    succession, cluster = score["kinds"]["succession"], score["kinds"]["cluster"]
    out.append(f"successions, MRR {succession['mrr']:.3f} where anything was said, {succession['mrr_all']:.3f} of all")
    out.append(
        f"clusters, over accounts of crews: ARI {cluster['ari']:.3f}, of cores {cluster['ari_core']:.3f}, "
        f"NMI {cluster['nmi']:.3f}; innocents for ten of them {_format_number(cluster['innocents_per_ten'])}, "
        f"in cores {_format_number(cluster['innocents_per_ten_core'])}"
    )
    for name, one in (naive or {}).items():
        out.append(
            f"naive reader, {name}: precision {one['precision']:.3f}, recall {one['recall']:.3f}, {one['said']} said"
        )
    return out


def _format_number(value: float | None, width: int = 0) -> str:
    return f"{value:>{width}.3f}" if value is not None else f"{'–':>{width}}"
