import pytest


@pytest.mark.slow
def test_nothing_in_a_reading_has_the_id_of_another(read):
    reading = read(
        "At least 22 civilians were killed in the raid, police said. A second officer said at least 22 civilians had died.\n"
        "Two men fired at the guards. The two men fled. The National Coalition blamed Karim Haddad. National Coalition leaders met Haddad."
    )
    for some in (reading.actors, reading.places, reading.statements, reading.events):
        ids = [one.id for one in some]
        assert len(ids) == len(set(ids))
